package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.script.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What callers and operators notice of targets that take only so much. */
class CeilingRoadTest {
    private static final String ROUTE = """
            main: { strategy: priority, targets: [{ model: small }, { model: claude, priority: 1 }] }
            """;

    private static TestGateway limited(String limits) {
        return TestGateway.withModels(ROUTE, "small: { provider: openai, id: sim-small, limits: " + limits + " }\n");
    }

    private static String body(String model, boolean stream) {
        return """
                {"model":"%s","stream":%s,"messages":[{"role":"user","content":"echo: all is well with you"}]}""".formatted(model, stream);
    }

    private static HttpResponse<String> ask(TestGateway road, String model) {
        return road.post("/v1/chat/completions", body(model, false));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void untilMetrics(TestGateway road, Predicate<String> condition) {
        until(() -> condition.test(road.get("/metrics").body()));
    }

    /** A request that its provider does not answer before it is closed. */
    private static Socket hanging(TestGateway road, String model) throws IOException {
        long open = road.simulator.stats().open();
        Socket socket = send(road, model, false);
        road.simulator.awaitStats(stats -> stats.open() == open + 1, Duration.ofSeconds(20));
        return socket;
    }

    private static Socket send(TestGateway road, String model, boolean stream) throws IOException {
        String body = body(model, stream);
        String request = "POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\n"
                + "authorization: Bearer " + TestGateway.KEY + "\r\ncontent-length: " + body.length() + "\r\n\r\n"
                + body;
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), road.gateway.endpoint().getPort());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    @Test
    void goesToTheNextTargetWhenOneHasAsManyRequestsAsItMay() throws IOException {
        try (TestGateway road = limited("{ concurrency: 1 }")) {
            road.simulator.script("stall:model=sim-small,times=1");
            try (Socket _ = hanging(road, "small")) {
                HttpResponse<String> steered = ask(road, "main");
                assertThat(steered.statusCode()).isEqualTo(200);
                assertThat(header(steered, "x-signalbox-model")).isEqualTo("claude");
                assertThat(header(steered, "x-signalbox-attempts")).isEqualTo("1");
                String entry = road.get("/v1/requests/" + header(steered, "x-signalbox-request-id"))
                        .body();
                assertThat(entry).contains("model small takes 1 requests at once, and has them");
                assertThat(road.get("/metrics").body())
                        .contains("signalbox_target_in_flight{target=\"small\"} 1.0")
                        .contains("signalbox_provider_in_flight{provider=\"openai\"} 1.0")
                        .contains("signalbox_target_saturated_total{limit=\"concurrency\",target=\"small\"} 1.0");
            }
            untilMetrics(road, text -> text.contains("signalbox_target_in_flight{target=\"small\"} 0.0"));
            assertThat(header(ask(road, "main"), "x-signalbox-model")).isEqualTo("small");
        }
    }

    @Test
    void isUnavailableWhenAllHaveAsManyRequestsAsTheyMay() throws IOException {
        try (TestGateway road = limited("{ concurrency: 1 }")) {
            road.simulator.script("stall:model=sim-small,times=1");
            try (Socket _ = hanging(road, "small")) {
                HttpResponse<String> refused = ask(road, "small");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.body()).contains("targets_saturated");
                assertThat(header(refused, "retry-after")).isEqualTo("1");
                HttpResponse<String> anthropic = road.post("/v1/messages", """
                        {"model":"small","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}""");
                assertThat(anthropic.body()).startsWith("{\"type\":\"error\"").contains("takes 1 requests at once");
                assertThat(anthropic.statusCode()).isIn(503, 529);
            }
        }
    }

    @Test
    void isTooManyRequestsWhenAllHadTheirMinute() {
        try (TestGateway road = limited("{ requests-per-minute: 2 }")) {
            assertThat(header(ask(road, "main"), "x-signalbox-model")).isEqualTo("small");
            assertThat(header(ask(road, "main"), "x-signalbox-model")).isEqualTo("small");
            assertThat(header(ask(road, "main"), "x-signalbox-model")).isEqualTo("claude");
            HttpResponse<String> refused = ask(road, "small");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("targets_saturated").contains("takes 2 requests a minute");
            assertThat(Integer.parseInt(header(refused, "retry-after"))).isBetween(30, 61);
            assertThat(road.simulator.stats().requests("sim-small")).isEqualTo(2);
        }
    }

    @Test
    void countsTheTokensThatTheAnswerTells() {
        try (TestGateway road = limited("{ tokens-per-minute: 40 }")) {
            assertThat(ask(road, "small").statusCode()).isEqualTo(200);
            HttpResponse<String> second = road.post("/v1/chat/completions", """
                    {"model":"small","stream":true,"messages":[{"role":"user","content":"words: 100"}]}""");
            assertThat(second.statusCode()).isEqualTo(200);
            HttpResponse<String> third = ask(road, "small");
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.body()).contains("takes 40 tokens a minute");
        }
    }

    @Test
    void leavesATargetWhoseProviderSaysThatNothingIsLeft() {
        try (TestGateway road = TestGateway.withRoutes(
                "main: { strategy: priority, targets: [{ model: gpt }, { model: claude, priority: 1 }] }\n")) {
            road.simulator.script("headers:x-ratelimit-limit-requests=1,x-ratelimit-remaining-requests=0,"
                    + "x-ratelimit-reset-requests=1h,model=sim-gpt");
            assertThat(header(ask(road, "main"), "x-signalbox-model")).isEqualTo("gpt");
            assertThat(header(ask(road, "main"), "x-signalbox-model")).isEqualTo("claude");
            assertThat(road.simulator.stats().requests("sim-gpt")).isEqualTo(1);
            assertThat(header(ask(road, "gpt"), "x-signalbox-model"))
                    .as("nothing else to ask")
                    .isEqualTo("gpt");
        }
    }

    @Test
    void comesBackWhenTheProviderHasRoomAgain() {
        try (TestGateway road = TestGateway.withRoutes(
                "main: { strategy: priority, targets: [{ model: gpt }, { model: claude, priority: 1 }] }\n")) {
            road.simulator.script("headers:x-ratelimit-limit-requests=60,x-ratelimit-remaining-requests=0,"
                    + "x-ratelimit-reset-requests=30s,model=sim-gpt,times=1");
            assertThat(header(ask(road, "main"), "x-signalbox-model")).isEqualTo("gpt");
            assertThat(header(ask(road, "main"), "x-signalbox-model")).isEqualTo("claude");
            until(() -> header(ask(road, "main"), "x-signalbox-model").equals("gpt"));
        }
    }

    @Test
    void leavesATargetThatSaidWhenToComeBackAfterItsFirstRefusal() {
        try (TestGateway road = TestGateway.withRoutes(
                "main: { strategy: priority, targets: [{ model: gpt }, { model: claude, priority: 1 }] }\n")) {
            road.simulator.script("429:retry-after=60,model=sim-gpt");
            assertThat(header(ask(road, "main"), "x-signalbox-attempts")).isEqualTo("2");
            HttpResponse<String> second = ask(road, "main");
            assertThat(header(second, "x-signalbox-model")).isEqualTo("claude");
            assertThat(header(second, "x-signalbox-attempts")).isEqualTo("1");
            assertThat(road.simulator.stats().requests("sim-gpt")).isEqualTo(1);
        }
    }

    @Test
    void theLastResortIsAskedAlthoughItsProviderSaidThatNothingIsLeft() {
        try (TestGateway road = TestGateway.withRoutes(
                "main: { strategy: priority, targets: [{ model: gpt }, { model: claude, priority: 1 }] }\n")) {
            road.simulator.script(
                    "headers:x-ratelimit-remaining-requests=0,x-ratelimit-reset-requests=1h,model=sim-gpt");
            assertThat(ask(road, "main").statusCode()).isEqualTo(200);
            road.simulator.script("500:model=sim-claude");
            HttpResponse<String> answer = ask(road, "main");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt");
        }
    }

    @Test
    void waitsInLineForAPlace() throws IOException, InterruptedException, ExecutionException {
        try (TestGateway road = limited("{ concurrency: 1, queue: { most: 1, wait: 30s } }");
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            road.simulator.script("stall:model=sim-small,times=1");
            Future<HttpResponse<String>> waiting;
            try (Socket _ = hanging(road, "small")) {
                waiting = callers.submit(() -> ask(road, "small"));
                untilMetrics(road, text -> text.contains("signalbox_target_queued{target=\"small\"} 1.0"));
                assertThat(ask(road, "small").statusCode())
                        .as("the line is full")
                        .isEqualTo(503);
                assertThat(header(ask(road, "main"), "x-signalbox-model"))
                        .as("others do not wait who can go elsewhere")
                        .isEqualTo("claude");
            }
            assertThat(waiting.get().statusCode()).isEqualTo(200);
            assertThat(road.get("/metrics").body())
                    .contains("signalbox_target_queue_wait_seconds_count{ended=\"served\",target=\"small\"} 1");
        }
    }

    @Test
    void aCallerWhoLeavesTheLineIsForgotten() throws IOException {
        try (TestGateway road = limited("{ concurrency: 1, queue: { most: 5, wait: 30s } }")) {
            road.simulator.script("stall:model=sim-small,times=1");
            try (Socket _ = hanging(road, "small")) {
                try (Socket _ = send(road, "small", false)) {
                    untilMetrics(road, text -> text.contains("signalbox_target_queued{target=\"small\"} 1.0"));
                }
                untilMetrics(
                        road,
                        text -> text.contains("signalbox_target_queued{target=\"small\"} 0.0")
                                && text.contains(
                                        "signalbox_target_queue_wait_seconds_count{ended=\"left\",target=\"small\"} 1"));
            }
            assertThat(road.simulator.stats().requests("sim-small")).isEqualTo(1);
        }
    }

    @Test
    void givesEveryPlaceBackAfterAThousandMixedRequests() throws InterruptedException, ExecutionException {
        try (TestGateway road = limited("{ concurrency: 40, queue: { most: 1000, wait: 60s } }");
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            road.simulator.pace("sim-small", Pace.of(Duration.ofMillis(1), 2_000));
            road.simulator.script("500:model=sim-small,every=7");
            road.simulator.script("cut:at=3,model=sim-small,every=11");
            road.simulator.script("garbage:model=sim-small,every=13");
            SplittableRandom random = new SplittableRandom(3);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                boolean hangsUp = random.nextInt(3) == 0;
                boolean stream = random.nextInt(3) > 0;
                int bytes = random.nextInt(400);
                String model = random.nextBoolean() ? "small" : "main";
                all.add(callers.submit(() -> {
                    if (!hangsUp) {
                        assertThat(road.post("/v1/chat/completions", body(model, stream))
                                        .statusCode())
                                .isIn(200, 500, 502, 503);
                        return null;
                    }
                    try (Socket socket = send(road, model, stream)) {
                        socket.getInputStream().readNBytes(bytes);
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
            untilMetrics(
                    road,
                    text -> text.contains("signalbox_target_in_flight{target=\"small\"} 0.0")
                            && text.contains("signalbox_target_queued{target=\"small\"} 0.0")
                            && text.contains("signalbox_provider_in_flight{provider=\"openai\"} 0.0"));
            road.simulator.clearFaults();
            assertThat(ask(road, "small").statusCode()).isEqualTo(200);
        }
    }
}
