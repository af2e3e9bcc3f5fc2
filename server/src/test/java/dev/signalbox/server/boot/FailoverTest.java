package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller notices of failing providers: nothing, while another target can answer. */
class FailoverTest {
    private TestGateway road;

    @BeforeEach
    void start() {
        road = TestGateway.with(
                """
                main: { strategy: priority, targets: [{ model: gpt }, { model: gpt-b, priority: 1 }, { model: claude, priority: 2 }] }
                """,
                ", retry: { attempts: 1, delay: 5ms }, timeouts: { first-byte: 500ms, between-tokens: 500ms, total: 5s }");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "500",
                "502",
                "503",
                "529",
                "429",
                "401",
                "403",
                "404",
                "cut",
                "cut:at=after-head",
                "drop",
                "stall",
                "stall:at=after-head",
                "garbage"
            })
    void aFailingFirstTargetIsNotNoticed(String fault) {
        String first = fault.contains(":") ? fault + ",model=sim-gpt" : fault + ":model=sim-gpt";
        for (boolean stream : new boolean[] {false, true}) {
            road.simulator.clearFaults();
            road.simulator.script(first);
            HttpResponse<String> answer = ask("main", stream);
            assertThat(answer.statusCode()).as(fault + " " + answer.body()).isEqualTo(200);
            assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt-b");
            assertThat(answer.body()).contains(stream ? "[DONE]" : "all is well");
        }
    }

    @Test
    void anErrorInsideAStreamBeforeItsContentIsNotNoticed() {
        road.simulator.script("error:status=529,model=sim-gpt");
        road.simulator.script("error:status=500,model=sim-gpt-b");
        HttpResponse<String> answer = ask("main", true);
        assertThat(header(answer, "x-signalbox-model")).isEqualTo("claude");
        assertThat(answer.body()).contains("[DONE]").doesNotContain("error");
        assertThat(header(answer, "x-signalbox-attempts")).isEqualTo("5");
    }

    @Test
    void aRetryOnTheSameTargetIsEnough() {
        road.simulator.script("500:times=1,model=sim-gpt");
        HttpResponse<String> answer = ask("main", false);
        assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt");
        assertThat(header(answer, "x-signalbox-attempts")).isEqualTo("2");
    }

    @Test
    void aTargetThatAsksForPatienceIsLeftAtOnce() {
        road.simulator.script("429:retry-after=4,model=sim-gpt");
        long began = System.nanoTime();
        HttpResponse<String> answer = ask("main", false);
        assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt-b");
        assertThat(header(answer, "x-signalbox-attempts")).isEqualTo("2");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(3900));
    }

    @Test
    void aBadRequestIsToldAtOnceInTheCallersDialect() {
        road.simulator.script("400:model=sim-gpt");
        HttpResponse<String> answer = ask("main", false);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"source\":\"provider\"");
        assertThat(header(answer, "x-should-retry")).isEqualTo("false");
        assertThat(road.simulator.stats().requests()).isEqualTo(1);
    }

    @Test
    void aProviderThatRefusesOurKeyIsNeverTheCallersFault() {
        road.simulator.script("401:model=sim-gpt");
        HttpResponse<String> answer = ask("gpt", false);
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("provider_auth_error");
    }

    @Test
    void theLastFailureIsToldWithItsPatience() {
        road.simulator.script("429:retry-after=60");
        HttpResponse<String> answer = ask("gpt", false);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(header(answer, "retry-after")).isEqualTo("60");
        assertThat(header(answer, "x-signalbox-provider-status")).isEqualTo("429");
        assertThat(header(answer, "x-signalbox-attempts")).isEqualTo("1");
        assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt");
    }

    @Test
    void aStreamThatBreaksInTheMiddleEndsWithATruthfulError() {
        for (String fault : new String[] {"cut:at=3", "stall:at=3", "garbage:after=3", "error:after=3,status=500"}) {
            road.simulator.clearFaults();
            road.simulator.script(fault);
            HttpResponse<String> answer = ask("gpt", true);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .as(fault)
                    .contains("\"error\"")
                    .doesNotContain("\"finish_reason\":\"stop\"")
                    .doesNotContain("[DONE]");
        }
    }

    @Test
    void anUnhealthyTargetIsTriedLast() {
        road.simulator.script("503:model=sim-gpt,times=2");
        assertThat(header(ask("main", false), "x-signalbox-attempts")).isEqualTo("3");
        assertThat(header(ask("main", false), "x-signalbox-attempts")).isEqualTo("1");
        assertThat(road.simulator.stats().requests("sim-gpt")).isEqualTo(2);
    }

    @Test
    void everyAttemptIsInTheLedger() throws InterruptedException {
        road.simulator.script("503:model=sim-gpt");
        HttpResponse<String> answer = ask("main", true);
        String id = header(answer, "x-signalbox-request-id");
        HttpResponse<String> entry = road.get("/v1/requests/" + id);
        assertThat(entry.statusCode()).as(entry.body()).isEqualTo(200);
        assertThat(entry.body()).contains("http_503").contains("\"served\"").contains("gpt-b");
        HttpResponse<String> foreign = road.get("/v1/requests/" + id, "x-api-key", TestGateway.OTHER_KEY);
        assertThat(foreign.statusCode()).isEqualTo(404);
    }

    @Test
    void noStatusIsInventedForAProviderThatNeverAnswered() {
        road.simulator.script("drop:model=sim-gpt");
        HttpResponse<String> answer = ask("gpt", false);
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("x-signalbox-provider-status")).isEmpty();
        assertThat(answer.headers().firstValue("x-should-retry")).isEmpty();
    }

    @Test
    void aWholeAnswerThatIsCutIsNotFree() {
        road.simulator.script("cut:at=1,model=sim-gpt");
        HttpResponse<String> answer = ask("main", false);
        assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt-b");
        String entry = road.get("/v1/requests/" + header(answer, "x-signalbox-request-id"))
                .body();
        assertThat(entry).contains("\"estimated\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stall", "stall:at=after-head"})
    void anAttemptThatWasNotAnsweredInTimeIsWasteAndNotFree(String fault) {
        road.simulator.script(fault.contains(":") ? fault + ",model=sim-gpt" : fault + ":model=sim-gpt");

        String id = header(ask("main", true), "x-signalbox-request-id");

        String entry = road.get("/v1/requests/" + id).body();
        assertThat(entry).containsPattern("\"wasted(_cost)?_usd\":\"?0\\.0*[1-9]");
        road.simulator.script("");
    }
}
