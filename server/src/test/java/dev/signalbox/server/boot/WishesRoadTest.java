package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds that a caller sets for its own request. */
class WishesRoadTest {
    private TestGateway road;

    @BeforeEach
    void start() {
        road = TestGateway.with("""
                main: { strategy: priority, targets: [{ model: gpt }, { model: gpt-b, priority: 1 }] }
                """, ", retry: { attempts: 1, delay: 5ms, callers-may: 3 }, timeouts: { total: 20s }");
    }

    @AfterEach
    void stop() {
        road.close();
    }

    private HttpResponse<String> ask(String model, boolean stream, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "authorization";
        all[headers.length + 1] = "Bearer " + TestGateway.KEY;
        return road.post("/v1/chat/completions", """
                {"model":"%s","stream":%s,"messages":[{"role":"user","content":"echo: all is well"}]}""".formatted(model, stream), all);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAttemptThatTakesLongerThanItsCallerWishesIsLeftForTheNextTarget(boolean stream) {
        road.simulator.script("stall:at=1,model=sim-gpt");

        HttpResponse<String> answer = ask("main", stream, "x-signalbox-timeout", "400ms");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt-b");
        assertThat(header(answer, "x-signalbox-attempts")).isEqualTo("2");
        assertThat(header(answer, "x-signalbox-adjustments")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stall:at=1,model=sim-gpt", "slow-head:delay=10s,model=sim-gpt"})
    void aStreamWithoutContentInItsTimeIsLeftForTheNextTarget(String fault) {
        road.simulator.script(fault);

        HttpResponse<String> answer = ask("main", true, "x-tfy-ttft-timeout-ms", "300");

        assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt-b");
        assertThat(answer.body()).contains("[DONE]");
        assertThat(road.get("/v1/requests/" + header(answer, "x-signalbox-request-id"))
                        .body())
                .containsPattern("first_(token|byte)_timeout");
    }

    @Test
    void contentThatComesInTimeMayGoOnForLonger() {
        road.simulator.script("dribble:delay=20ms,bytes=40,model=sim-gpt");

        HttpResponse<String> answer = ask("gpt", true, "x-signalbox-first-token-timeout", "500ms");

        assertThat(header(answer, "x-signalbox-attempts")).isEqualTo("1");
        assertThat(answer.body()).contains("[DONE]");
    }

    @Test
    void retriesAreLoweredAndRaisedAsFarAsTheOperatorAllows() {
        road.simulator.script("503:model=sim-gpt");
        assertThat(header(ask("gpt", false, "x-signalbox-retry", "0"), "x-signalbox-attempts"))
                .isEqualTo("1");
        assertThat(header(
                        ask("gpt", false, "x-tfy-retry-config", "{\"attempts\":3,\"delay\":1}"),
                        "x-signalbox-attempts"))
                .isEqualTo("4");
        assertThat(header(ask("gpt", false, "x-signalbox-retry", "3; on=429"), "x-signalbox-attempts"))
                .isEqualTo("1");

        road.simulator.clearFaults();
        road.simulator.script("503:model=sim-gpt,times=3");
        HttpResponse<String> cut = ask("gpt", false, "x-signalbox-retry", "9");

        assertThat(header(cut, "x-signalbox-attempts")).isEqualTo("4");
        assertThat(header(cut, "x-signalbox-adjustments")).contains("x-signalbox-retry=attempts 3");
    }

    @Test
    void aTimeAboveTheOperatorsIsCutDownAndTold() {
        HttpResponse<String> answer = ask("gpt", false, "x-signalbox-timeout", "1h");

        assertThat(header(answer, "x-signalbox-adjustments")).isEqualTo("x-signalbox-timeout=20s");
        assertThat(road.get("/v1/requests/" + header(answer, "x-signalbox-request-id"))
                        .body())
                .contains("x-signalbox-timeout", "timeouts.total");
    }

    @Test
    void aMistakeIsToldInTheCallersDialect() {
        HttpResponse<String> openAi = ask("gpt", false, "x-signalbox-timeout", "soon");
        assertThat(openAi.statusCode()).isEqualTo(400);
        assertThat(openAi.body()).contains("\"param\":\"x-signalbox-timeout\"", "expected: a time above 0");

        HttpResponse<String> anthropic =
                road.post("/v1/messages", """
                {"model":"claude","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}""", "x-api-key", TestGateway.KEY, "x-signalbox-retry", "often");
        assertThat(anthropic.statusCode()).isEqualTo(400);
        assertThat(anthropic.body()).contains("invalid_request_error", "expected: a number of retries");
        assertThat(road.simulator.stats().requests()).isZero();
    }

    @Test
    void theFieldsGoNoFurther() {
        ask("gpt", false, "x-signalbox-timeout", "5s", "x-tfy-retry-config", "{}", "x-tfy-ttft-timeout-ms", "5000");

        assertThat(road.simulator.requests().getFirst().toString()).doesNotContain("x-signalbox", "x-tfy");
    }
}
