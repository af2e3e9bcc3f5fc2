package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.script.Pace;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that come again with their key, from socket to socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {
    private final AtomicInteger keys = new AtomicInteger();
    private TestGateway road;

    @BeforeAll
    void start() {
        road = TestGateway.withSections("idempotency: { max-answer: 20k, wait: 10s }\n", ", retry: { attempts: 0 }");
    }

    @AfterAll
    void stop() {
        road.close();
    }

    @BeforeEach
    void forget() {
        road.simulator.clearFaults();
        road.simulator.reset();
        road.simulator.pace(Pace.atOnce());
    }

    private String key() {
        return "key-" + keys.incrementAndGet();
    }

    private static String chat(String words, boolean stream) {
        return """
                {"model":"gpt","stream":%s,"messages":[{"role":"user","content":"%s"}]}""".formatted(stream, words);
    }

    private HttpResponse<String> ask(String key, String body) {
        return ask(TestGateway.KEY, key, body);
    }

    private HttpResponse<String> ask(String who, String key, String body) {
        return road.post("/v1/chat/completions", body, "authorization", "Bearer " + who, "idempotency-key", key);
    }

    private int calls() {
        return road.simulator.requests().size();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void getTheFirstAnswerAgainAndNobodyIsCalled(boolean stream) {
        String key = key();
        HttpResponse<String> first = ask(key, chat("words: 30", stream));
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(header(first, "x-signalbox-idempotent-replay")).isEmpty();
        // The last frame of a stream leaves before its answer is kept: a request at that moment waits for it.
        HttpResponse<String> second = ask(key, chat("words: 30", stream));
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(header(second, "x-signalbox-idempotent-replay")).isEqualTo("true");
        assertThat(header(second, "x-signalbox-first-request-id")).isEqualTo(header(first, "x-signalbox-request-id"));
        assertThat(header(second, "x-signalbox-cost-usd")).isEqualTo("0");
        for (String name : new String[] {"content-type", "x-signalbox-model", "x-signalbox-provider"}) {
            assertThat(header(second, name)).isNotEmpty().isEqualTo(header(first, name));
        }
        assertThat(header(second, "x-signalbox-request-id")).isNotEqualTo(header(first, "x-signalbox-request-id"));
        assertThat(calls()).isOne();
        String entry = road.get("/v1/requests/" + header(second, "x-signalbox-request-id"))
                .body();
        assertThat(road.get("/metrics").body()).contains("signalbox_idempotency_total{outcome=\"repeated\"}");
        assertThat(entry).contains("\"attempts\":[]", "\"cost_usd\":\"0\"", "\"ended\":\"complete\"");
    }

    @Test
    void areRefusedWithAnotherBodyOrPath() {
        String key = key();
        assertThat(ask(key, chat("echo: a", false)).statusCode()).isEqualTo(200);
        HttpResponse<String> other = ask(key, chat("echo: b", false));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("idempotency_key_reused").contains("Idempotency-Key");
        assertThat(header(other, "x-should-retry")).isEqualTo("false");
        HttpResponse<String> elsewhere = road.post(
                "/v1/messages",
                "{\"model\":\"gpt\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                "authorization",
                "Bearer " + TestGateway.KEY,
                "idempotency-key",
                key);
        assertThat(elsewhere.statusCode()).isEqualTo(422);
        assertThat(ask(TestGateway.OTHER_KEY, key, chat("echo: b", false)).statusCode())
                .isEqualTo(200);
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void areServedAnewWhenTheFirstFailedBeforeAnAnswer() {
        String key = key();
        road.simulator.script("500:times=1");
        assertThat(ask(key, chat("echo: a", false)).statusCode()).isEqualTo(500);
        HttpResponse<String> second = ask(key, chat("echo: a", false));
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(header(second, "x-signalbox-idempotent-replay")).isEmpty();
    }

    @Test
    void areToldWhenTheFirstAnswerBrokeOrWasTooLong() {
        String broken = key();
        road.simulator.script("cut:at=3,times=1");
        assertThat(ask(broken, chat("words: 30", true)).body()).contains("\"error\"");
        HttpResponse<String> again = ask(broken, chat("words: 30", true));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("idempotency_answer_lost", "broken");
        String tooLong = key();
        assertThat(ask(tooLong, chat("words: 400", true)).body()).contains("[DONE]");
        assertThat(ask(tooLong, chat("words: 400", true)).body()).contains("idempotency_answer_lost", "too_large");
        assertThat(calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitForTheFirstThatStillRuns(boolean stream) {
        String key = key();
        road.simulator.script("slow-head:delay=300ms,times=1");
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<HttpResponse<String>> first =
                    CompletableFuture.supplyAsync(() -> ask(key, chat("words: 5", stream)), callers);
            CompletableFuture<HttpResponse<String>> second =
                    CompletableFuture.supplyAsync(() -> ask(key, chat("words: 5", stream)), callers);
            assertThat(first.join().body()).isEqualTo(second.join().body()).isNotEmpty();
            assertThat(header(first.join(), "x-signalbox-idempotent-replay")
                            + header(second.join(), "x-signalbox-idempotent-replay"))
                    .isEqualTo("true");
        }
        assertThat(calls()).isOne();
    }

    @Test
    void mustNameAKey() {
        for (String bad : new String[] {"a b", "k".repeat(256)}) {
            HttpResponse<String> answer = ask(bad, chat("echo: a", false));
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
            assertThat(answer.body()).contains("invalid_idempotency_key");
        }
        assertThat(calls()).isZero();
        assertThat(road.get("/metrics").body()).contains("signalbox_idempotency_bytes");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRequestWhoseCallerLeavesBeforeTheFirstTokenIsServedToItsEnd(boolean stream) throws Exception {
        String key = key();
        String body = chat("words: 5", stream);
        road.simulator.script("slow-head:delay=200ms,times=1");
        try (java.net.Socket socket = new java.net.Socket(
                java.net.InetAddress.getLoopbackAddress(),
                road.gateway.endpoint().getPort())) {
            socket.getOutputStream().write(request(key, body));
            road.simulator.awaitStats(stats -> stats.requests() == 1, java.time.Duration.ofSeconds(10));
        }
        HttpResponse<String> again = ask(key, body);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(header(again, "x-signalbox-idempotent-replay")).isEqualTo("true");
        assertThat(calls()).isOne();
    }

    private static byte[] request(String key, String body) {
        return ("POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + TestGateway.KEY
                        + "\r\nidempotency-key: " + key + "\r\ncontent-length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    @Test
    void aStreamWhoseCallerLeavesIsServedToItsEndAndGivenAgain() throws Exception {
        String key = key();
        String body = chat("words: 40", true);
        road.simulator.pace(Pace.of(java.time.Duration.ofMillis(10), 200));
        try (java.net.Socket socket = new java.net.Socket(
                java.net.InetAddress.getLoopbackAddress(),
                road.gateway.endpoint().getPort())) {
            socket.getOutputStream()
                    .write(("POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer "
                                    + TestGateway.KEY + "\r\nidempotency-key: " + key + "\r\ncontent-length: "
                                    + body.length()
                                    + "\r\n\r\n" + body)
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(400)).hasSize(400);
        }
        HttpResponse<String> again = ask(key, body);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(again.body()).contains("[DONE]");
        assertThat(header(again, "x-signalbox-idempotent-replay")).isEqualTo("true");
        assertThat(calls()).isOne();
    }
}
