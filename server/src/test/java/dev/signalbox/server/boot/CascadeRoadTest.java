package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.script.Pace;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers and the ledger see of answers that were not good enough. */
class CascadeRoadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String UNSURE = "echo: I don't know";

    private TestGateway road;

    @BeforeEach
    void start() {
        road = TestGateway.with("""
                twins: { strategy: pool, targets: [{ model: gpt }, { model: gpt-c }] }
                same: { strategy: cascade, targets: [{ model: gpt }, { model: gpt-b }] }
                mixed: { strategy: cascade, targets: [{ model: gpt }, { model: claude }], escalate: { says: "don't know" } }
                three: { strategy: cascade, targets: [{ model: gpt }, { model: claude }, { model: gpt-b }] }
                pooled: { strategy: cascade, targets: [{ pool: twins }, { model: claude }] }
                judged: { strategy: cascade, targets: [{ model: gpt }, { model: claude }], escalate: { judge: { model: claude } } }
                hasty: { strategy: cascade, targets: [{ model: gpt }, { model: claude }], escalate: { judge: { model: claude, timeout: 150ms } } }
                passing: { strategy: cascade, targets: [{ model: gpt }, { model: gpt-b }], escalate: { says: "don't know", stream: pass } }
                small: { strategy: cascade, targets: [{ model: gpt }, { model: claude }], escalate: { says: "don't know", shorter-than: 10000, buffer: 16 } }
                mending: { strategy: cascade, on-cut: continue, targets: [{ model: gpt }, { model: claude }], escalate: { says: "don't know" } }
                """, ", retry: { attempts: 0 }");
    }

    @AfterEach
    void stop() {
        road.close();
    }

    private HttpResponse<String> ask(String caller, String route, boolean stream, String prompt, String fields) {
        String path = caller.equals("anthropic") ? "/v1/messages" : "/v1/chat/completions";
        return road.post(path, body(route, stream, prompt, fields));
    }

    private static String body(String route, boolean stream, String prompt, String fields) {
        return "{\"model\":\"" + route + "\",\"stream\":" + stream
                + ",\"max_tokens\":900,\"messages\":[{\"role\":\"user\"," + "\"content\":\"" + prompt + "\"}]" + fields
                + "}";
    }

    private Json.Obj entry(HttpResponse<String> answer) {
        String id = answer.headers().firstValue("x-signalbox-request-id").orElseThrow();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> found = road.get("/v1/requests/" + id);
            if (found.statusCode() == 200) {
                try {
                    return JsonCodec.readObject(found.body().getBytes(StandardCharsets.UTF_8));
                } catch (JsonProblem e) {
                    throw new AssertionError(found.body(), e);
                }
            }
            assertThat(System.nanoTime()).as(found.body()).isLessThan(until);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static List<Json.Obj> attempts(Json.Obj entry) {
        return entry.items("attempts").stream().map(Json.Obj.class::cast).toList();
    }

    private static List<String> told(Json.Obj entry) {
        return attempts(entry).stream()
                .map(each -> each.text("target").orElse("") + " "
                        + each.text("outcome").orElse("")
                        + each.text("error").map(word -> " " + word).orElse(""))
                .toList();
    }

    private static long cost(Json.Obj part) {
        return part.whole("cost_nano_usd").orElseThrow();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "openai, same, false, gpt-b",
        "openai, same, true, gpt-b",
        "openai, mixed, false, claude",
        "openai, mixed, true, claude",
        "anthropic, mixed, false, claude",
        "anthropic, mixed, true, claude",
        "anthropic, mending, true, claude"
    })
    void asksTheNextTargetWhereOneRefusesAndBillsBothButOnlyOneToTheCaller(
            String caller, String route, boolean stream, String better) {
        HttpResponse<String> answer = ask(caller, route, stream, "please refuse", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(header(answer, "x-signalbox-model")).isEqualTo(better);
        assertThat(header(answer, "x-signalbox-attempts")).isEqualTo("2");
        assertThat(header(answer, "x-signalbox-adjustments")).contains("model=" + better);
        Json.Obj entry = entry(answer);
        assertThat(told(entry)).containsExactly("gpt cancelled escalated:refusal", better + " served");
        List<Json.Obj> attempts = attempts(entry);
        assertThat(attempts.getFirst().text("usage_source")).hasValue("reported");
        assertThat(cost(attempts.getFirst())).isPositive();
        assertThat(entry.whole("wasted_nano_usd")).hasValue(cost(attempts.getFirst()));
        assertThat(cost(entry)).isPositive().isEqualTo(cost(attempts.getLast()));
        assertThat(entry.items("adjustments").toString()).contains("escalated: refusal");
        assertThat(road.get("/metrics").body())
                .contains(
                        "signalbox_escalations_total{outcome=\"answered\",route=\"" + route + "\",signal=\"refusal\"}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesAGoodAnswerOfTheFirstTarget(boolean stream) {
        HttpResponse<String> answer = ask("openai", "mixed", stream, "echo: all-is-well", "");
        assertThat(answer.body()).contains("all-").contains("ell");
        assertThat(header(answer, "x-signalbox-attempts")).isEqualTo("1");
        Json.Obj entry = entry(answer);
        assertThat(told(entry)).containsExactly("gpt served");
        assertThat(entry.whole("wasted_nano_usd")).hasValue(0);
        assertThat(cost(entry)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"openai, false", "openai, true", "anthropic, false", "anthropic, true"})
    void readsWhatWasSaid(String caller, boolean stream) {
        HttpResponse<String> answer = ask(caller, "mixed", stream, UNSURE, "");
        assertThat(header(answer, "x-signalbox-model")).isEqualTo("claude");
        assertThat(told(entry(answer))).containsExactly("gpt cancelled escalated:says", "claude served");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void goesUpStepByStepAndTakesTheLastAnswerAsItIs(boolean stream) {
        HttpResponse<String> answer = ask("openai", "three", stream, "please refuse", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(told(entry(answer)))
                .containsExactly(
                        "gpt cancelled escalated:refusal", "claude cancelled escalated:refusal", "gpt-b served");
    }

    @ParameterizedTest
    @CsvSource({"same, false", "same, true"})
    void givesTheWeakAnswerWhereNobodyElseAnswers(String route, boolean stream) {
        road.simulator.script("503:model=sim-gpt-b");
        HttpResponse<String> answer = ask("openai", route, stream, "please refuse", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("refusal").contains("I wi");
        assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt");
        assertThat(header(answer, "x-signalbox-attempts")).isEqualTo("2");
        Json.Obj entry = entry(answer);
        assertThat(told(entry)).containsExactly("gpt served", "gpt-b failed http_503");
        assertThat(entry.whole("wasted_nano_usd")).hasValue(0);
        assertThat(entry.text("ended")).hasValue("complete");
        assertThat(cost(entry)).isPositive();
        assertThat(road.get("/metrics").body())
                .contains("signalbox_escalations_total{outcome=\"kept\",route=\"same\",signal=\"refusal\"}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesTheWeakAnswerWhereTheNextOneTakesTooLong(boolean stream) {
        road.simulator.script("stall:at=before-head,model=sim-gpt-b");
        HttpResponse<String> answer = road.post(
                "/v1/chat/completions",
                body("same", stream, "please refuse", ""),
                "authorization",
                "Bearer " + TestGateway.KEY,
                "x-signalbox-timeout",
                "400ms");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Json.Obj entry = entry(answer);
        assertThat(told(entry).getFirst()).isEqualTo("gpt served");
        assertThat(told(entry)).hasSize(2);
        assertThat(attempts(entry)
                        .getFirst()
                        .decimal("duration_ms")
                        .orElseThrow()
                        .doubleValue())
                .isLessThan(400);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void letsGoOfBothWhereTheCallerLeaves(boolean stream) throws IOException {
        road.simulator.script("stall:at=before-head,model=sim-gpt-b");
        String body = body("same", stream, "please refuse", "");
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), road.gateway.endpoint().getPort())) {
            socket.getOutputStream()
                    .write(("POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\n"
                                    + "authorization: Bearer " + TestGateway.KEY + "\r\ncontent-length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            road.simulator.awaitStats(stats -> stats.requests("sim-gpt-b") == 1, PATIENCE);
        }
        assertThat(road.simulator
                        .awaitStats(stats -> stats.aborted() == 1 && stats.open() == 0, PATIENCE)
                        .open())
                .isZero();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!road.get("/metrics").body().contains("signalbox_escalations_total{outcome=\"kept\",route=\"same\"")) {
            assertThat(System.nanoTime()).isLessThan(until);
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void escalatesForScriptsToo() {
        HttpResponse<String> answer = road.post("/v1/process", "{\"model\":\"mixed\",\"prompt\":\"" + UNSURE + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(told(entry(answer))).containsExactly("gpt cancelled escalated:says", "claude served");
    }

    @Test
    void escalatesFromAPoolToTheTargetBehindIt() {
        for (int i = 0; i < 2; i++) {
            List<String> told = told(entry(ask("openai", "pooled", false, "please refuse", "")));
            assertThat(told).hasSize(2);
            assertThat(told.getFirst()).endsWith("cancelled escalated:refusal");
            assertThat(told.getLast()).isEqualTo("claude served");
        }
    }

    @Test
    void doesNotBlameATargetWhoseAnswersAreNotGoodEnough() {
        for (int i = 0; i < 4; i++) {
            assertThat(told(entry(ask("openai", "same", i % 2 == 0, "please refuse", "")))
                            .getFirst())
                    .startsWith("gpt cancelled");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wantsTheJsonThatWasAskedFor(boolean stream) {
        String form = ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"strict\":true,"
                + "\"schema\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"],"
                + "\"additionalProperties\":false}}}";
        assertThat(told(entry(ask("openai", "same", stream, "who?", form)))).containsExactly("gpt served");
        HttpResponse<String> cut = road.post(
                "/v1/chat/completions",
                "{\"model\":\"same\",\"stream\":" + stream + ",\"max_tokens\":2,\"messages\":[{\"role\":\"user\","
                        + "\"content\":\"who?\"}]" + form + "}");
        assertThat(told(entry(cut))).containsExactly("gpt cancelled escalated:invalid-json", "gpt-b served");
    }

    @Test
    void holdsNothingBackWhereStreamsPassAndJudgesTheirBeginning() {
        assertThat(told(entry(ask("openai", "passing", true, "please refuse", ""))))
                .containsExactly("gpt cancelled escalated:refusal", "gpt-b served");
        road.simulator.pace("sim-gpt", Pace.of(Duration.ZERO, 8));
        assertThat(told(entry(ask("openai", "passing", true, "echo: well, in truth, I don't know", ""))))
                .containsExactly("gpt served");
        assertThat(told(entry(ask("openai", "passing", false, UNSURE, "")))).hasSize(2);
    }

    @Test
    void judgesALongStreamByItsBeginning() {
        road.simulator.pace(
                "sim-gpt", Pace.of(Duration.ZERO, 20)); // on a busy machine too it is not over when it is judged
        String words = "one two three four five six seven eight ".repeat(4);
        HttpResponse<String> passed = ask("openai", "small", true, "echo: " + words, "");
        assertThat(told(entry(passed))).containsExactly("gpt served");
        assertThat(passed.body()).contains("one").contains("ght").contains("[DONE]");
        HttpResponse<String> replaced = ask("openai", "small", true, "echo: I don't know about " + words, "");
        assertThat(header(replaced, "x-signalbox-model")).isEqualTo("claude");
        Json.Obj entry = entry(replaced);
        assertThat(told(entry)).containsExactly("gpt cancelled escalated:says", "claude served");
        assertThat(cost(attempts(entry).getFirst())).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void letsAModelJudgeAndBillsThatToo(boolean stream) {
        HttpResponse<String> good = ask("openai", "judged", stream, "echo: 0.9", "");
        assertThat(header(good, "x-signalbox-model")).isEqualTo("gpt");
        assertThat(header(good, "x-signalbox-attempts")).isEqualTo("2");
        Json.Obj kept = entry(good);
        assertThat(told(kept)).containsExactly("gpt served", "claude cancelled judge");
        assertThat(kept.whole("wasted_nano_usd")).hasValue(cost(attempts(kept).getLast()));
        HttpResponse<String> poor = ask("openai", "judged", stream, "echo: 0.2", "");
        assertThat(told(entry(poor)))
                .containsExactly("gpt cancelled escalated:judge", "claude cancelled judge", "claude served");
        assertThat(road.get("/metrics").body())
                .contains("signalbox_judgements_total{outcome=\"poor\",route=\"judged\"}");
    }

    @Test
    void takesTheAnswerWhereTheJudgeFails() {
        road.simulator.script("500:model=sim-claude");
        HttpResponse<String> answer = ask("openai", "judged", false, "echo: 0.2", "");
        assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt");
        assertThat(told(entry(answer))).containsExactly("gpt served", "claude cancelled judge:http_500");
    }

    @Test
    void paysForAJudgeThatWasGivenUpAtWork() {
        road.simulator.script("slow-head:delay=5s,model=sim-claude");
        HttpResponse<String> answer = ask("openai", "hasty", false, "echo: 0.2", "");
        assertThat(header(answer, "x-signalbox-model")).isEqualTo("gpt");
        Json.Obj entry = entry(answer);
        assertThat(told(entry)).containsExactly("gpt served", "claude cancelled judge:unanswered");
        assertThat(cost(attempts(entry).getLast())).isPositive();
    }
}
