package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.fetch.PictureHost;
import dev.signalbox.simulator.log.SimulatorStats;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose answer is late are sent to a second target, and the faster one answers. */
class HedgingTest {
    private static final String SLOW = "slow-head:delay=3s,model=sim-gpt";

    private TestGateway road = TestGateway.with(routes("after: 100ms, percent: 100"), "");

    private static String routes(String hedge) {
        return """
                main: { strategy: priority, targets: [{ model: gpt }, { model: gpt-b, priority: 1 }], hedge: { %s } }
                """.formatted(hedge);
    }

    private void with(String hedge, String providerLines) {
        road.close();
        road = TestGateway.with(routes(hedge), providerLines);
    }

    @AfterEach
    void stop() {
        road.close();
    }

    private HttpResponse<String> ask(String model, boolean stream) {
        return road.post("/v1/chat/completions", """
                {"model":"%s","stream":%s,"messages":[{"role":"user","content":"echo: all is well"}]}""".formatted(model, stream));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private String entry(HttpResponse<String> answer) {
        return road.get("/v1/requests/" + header(answer, "x-signalbox-request-id"))
                .body();
    }

    private String metrics() {
        return road.get("/metrics").body();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLateAnswerComesFromTheSecondTarget(boolean stream) {
        road.simulator.script(SLOW);
        long began = System.nanoTime();

        HttpResponse<String> answer = ask("main", stream);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(2500));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt-b");
        assertThat(header(answer, "x-signalbox-attempts")).isEqualTo("2");
        assertThat(entry(answer))
                .contains("\"cancelled\"", "\"hedged\"", "\"served\"", "\"estimated\"")
                .containsPattern("\"wasted(_cost)?_usd\":\"?0\\.0*[1-9]");
        assertThat(road.simulator
                        .awaitStats(stats -> stats.open() == 0, Duration.ofSeconds(2))
                        .aborted())
                .isEqualTo(1);
        assertThat(metrics())
                .contains("signalbox_hedges_total{outcome=\"won\",route=\"main\"} 1.0")
                .contains("signalbox_target_state{target=\"gpt\"} 0.0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFirstTargetMayStillBeFaster(boolean stream) {
        road.simulator.script("slow-head:delay=400ms,model=sim-gpt; slow-head:delay=5s,model=sim-gpt-b");

        HttpResponse<String> answer = ask("main", stream);

        assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt");
        assertThat(header(answer, "x-signalbox-attempts")).isEqualTo("2");
        assertThat(answer.body()).contains(stream ? "[DONE]" : "all is well");
        assertThat(entry(answer)).contains("\"hedged\"", "\"served\"");
        assertThat(metrics()).contains("signalbox_hedges_total{outcome=\"lost\",route=\"main\"} 1.0");
    }

    /** The first cannot be sent at last, and by then the second is under way, or is the answer. */
    @Test
    void aSecondAttemptIsNotThrownAwayWhereTheFirstCannotBeSent() {
        try (PictureHost host = new PictureHost()) {
            road.close();
            road = TestGateway.withAll(
                    """
                    main: { strategy: priority, targets: [{ model: gemini }, { model: gpt, priority: 1 }],
                            hedge: { after: 50ms, percent: 100 } }
                    """, "", "fetch: { allow: [127.0.0.1], ports: [%d] }\n".formatted(host.port()), "");
            host.at("/late.png", exchange -> {
                road.simulator.awaitStats(stats -> stats.requests("sim-gpt") > 0, Duration.ofSeconds(10));
                exchange.sendResponseHeaders(500, -1);
            });

            HttpResponse<String> answer = road.post("/v1/messages", """
                    {"model":"main","max_tokens":50,"messages":[{"role":"user","content":[{"type":"text","text":"What?"},\
                    {"type":"image","source":{"type":"url","url":"http://127.0.0.1:%d/late.png"}}]}]}""".formatted(host.port()));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt");
            assertThat(header(answer, "x-signalbox-attempts")).isEqualTo("1");
            assertThat(road.simulator.stats().requests("sim-gpt")).isEqualTo(1);
        }
    }

    @Test
    void anAnswerInTimeIsAloneAndSoIsARequestForTheModelItself() {
        assertThat(header(ask("main", true), "x-signalbox-attempts")).isEqualTo("1");
        road.simulator.script("slow-head:delay=400ms,model=sim-gpt");
        assertThat(header(ask("gpt", true), "x-signalbox-attempts")).isEqualTo("1");
        assertThat(metrics()).doesNotContain("signalbox_hedges_total{");
    }

    @Test
    void onlyAShareOfTheRequestsIsSentTwice() {
        with("after: 50ms, percent: 25", "");
        road.simulator.script("slow-head:delay=150ms,model=sim-gpt");
        List<String> attempts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            attempts.add(header(ask("main", false), "x-signalbox-attempts"));
        }
        assertThat(attempts).containsExactly("1", "1", "1", "2", "1", "1", "1", "2");
        assertThat(metrics()).contains("signalbox_hedges_total{outcome=\"capped\",route=\"main\"} 6.0");
    }

    @Test
    void aSecondAttemptGoesOnWhenTheFirstFails() {
        with("after: 100ms, percent: 100", ", retry: { attempts: 0 }, timeouts: { first-byte: 300ms }");
        road.simulator.script("stall:model=sim-gpt; slow-head:delay=250ms,model=sim-gpt-b");

        HttpResponse<String> answer = ask("main", true);

        assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt-b");
        assertThat(header(answer, "x-signalbox-attempts")).isEqualTo("2");
        assertThat(entry(answer)).contains("first_byte_timeout");
        assertThat(road.simulator.stats().requests()).isEqualTo(2);
    }

    @Test
    void aSecondAttemptThatFailsChangesNothing() {
        road.simulator.script("slow-head:delay=500ms,model=sim-gpt; 503:model=sim-gpt-b");

        HttpResponse<String> answer = ask("main", false);

        assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt");
        assertThat(header(answer, "x-signalbox-attempts")).isEqualTo("2");
        assertThat(entry(answer)).contains("http_503", "\"served\"");
    }

    @Test
    void aTargetThatFailedLatelyIsNotAskedBesides() {
        with("after: 50ms, percent: 100", ", retry: { attempts: 1, delay: 1ms }");
        road.simulator.script("503:model=sim-gpt-b,times=2; slow-head:delay=200ms,model=sim-gpt");
        assertThat(ask("gpt-b", false).statusCode()).isEqualTo(503);

        HttpResponse<String> answer = ask("main", false);

        assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt");
        assertThat(header(answer, "x-signalbox-attempts")).isEqualTo("1");
        assertThat(metrics()).contains("signalbox_hedges_total{outcome=\"nowhere\",route=\"main\"} 1.0");
    }

    @Test
    void aCallerWhoLeavesEndsBoth() throws IOException {
        road.simulator.script("slow-head:delay=20s");
        String body = "{\"model\":\"main\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        String request = "POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\n"
                + "authorization: Bearer " + TestGateway.KEY + "\r\ncontent-length: " + body.length() + "\r\n\r\n"
                + body;
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), road.gateway.endpoint().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            assertThat(road.simulator
                            .awaitStats(stats -> stats.open() == 2, Duration.ofSeconds(10))
                            .open())
                    .isEqualTo(2);
        }
        SimulatorStats left = road.simulator.awaitStats(stats -> stats.aborted() == 2, Duration.ofSeconds(5));
        assertThat(left.open()).isZero();
        assertThat(left.aborted()).isEqualTo(2);
    }

    @Test
    void ofFiveHundredSecondAttemptsNothingIsLeftOpen() throws Exception {
        with("after: 100ms, percent: 100", ""); // so long that each first one is on its way
        road.simulator.script("slow-head:delay=30s,model=sim-gpt");
        int requests = 500;
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(20)) {
            for (int i = 0; i < requests; i++) {
                boolean stream = i % 2 == 0;
                answers.add(callers.submit(() -> ask("main", stream)));
            }
        }
        int attempts = 0;
        for (Future<HttpResponse<String>> answer : answers) {
            assertThat(header(answer.get(), "x-signalbox-model")).isEqualTo("gpt-b");
            attempts += Integer.parseInt(header(answer.get(), "x-signalbox-attempts"));
        }
        assertThat(attempts)
                .as("on a busy machine a few first attempts are outrun before they are sent")
                .isBetween(requests + requests / 2, 2 * requests);
        SimulatorStats left = road.simulator.awaitStats(stats -> stats.open() == 0, Duration.ofSeconds(10));
        assertThat(left.open()).isZero();
        assertThat(left.aborted()).as("first attempts that were sent").isEqualTo(attempts - requests);
        assertThat(metrics())
                .contains("signalbox_hedges_total{outcome=\"won\",route=\"main\"} 500.0")
                .contains("signalbox_target_state{target=\"gpt\"} 0.0");
    }
}
