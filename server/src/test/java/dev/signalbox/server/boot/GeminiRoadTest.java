package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers of OpenAI's and Anthropic's dialects at Google's models, from socket to socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeminiRoadTest {
    private static final String TOOL_SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}";

    private TestGateway road;

    @BeforeAll
    void start() {
        road = TestGateway.withRoutes("""
                either:
                  strategy: priority
                  targets:
                    - { model: gemini, priority: 0 }
                    - { model: gpt, priority: 1 }
                """);
    }

    @AfterAll
    void stop() {
        road.close();
    }

    private HttpResponse<String> chat(String model, boolean stream, String messages, String more, String... headers) {
        return road.post("/v1/chat/completions", """
                {"model":"%s","stream":%s,"messages":%s%s}""".formatted(model, stream, messages, more), headers);
    }

    private HttpResponse<String> message(String model, boolean stream, String messages, String more) {
        return road.post("/v1/messages", """
                {"model":"%s","stream":%s,"max_tokens":2000,"messages":%s%s}""".formatted(model, stream, messages, more));
    }

    private static String ask(String words) {
        return "[{\"role\":\"user\",\"content\":\"" + words + "\"}]";
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini", "gemini-old"})
    void servesCallersOfOpenAisDialect(String model) {
        HttpResponse<String> whole = chat(model, false, ask("echo: hello google"), "");
        assertThat(whole.statusCode()).as(whole.body()).isEqualTo(200);
        assertThat(whole.body()).contains("hello google").contains("\"finish_reason\":\"stop\"");
        assertThat(whole.headers().firstValue("x-signalbox-cost-usd")).isPresent();
        HttpResponse<String> stream =
                chat(model, true, ask("echo: hello google"), ",\"stream_options\":{\"include_usage\":true}");
        assertThat(stream.body())
                .contains("chat.completion.chunk")
                .contains("\"finish_reason\":\"stop\"")
                .contains("\"completion_tokens\"")
                .endsWith("data: [DONE]\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini", "gemini-old"})
    void servesCallersOfAnthropicsDialect(String model) {
        HttpResponse<String> whole = message(model, false, ask("echo: hello google"), "");
        assertThat(whole.statusCode()).as(whole.body()).isEqualTo(200);
        assertThat(whole.body()).contains("hello google").contains("\"stop_reason\":\"end_turn\"");
        HttpResponse<String> stream = message(model, true, ask("echo: hello google"), "");
        assertThat(stream.body())
                .contains("message_start")
                .contains("\"stop_reason\":\"end_turn\"")
                .contains("event: message_stop");
    }

    @Test
    void sendsTheKeyInItsHeaderAndNeverInThePath() {
        road.simulator.reset();
        assertThat(chat("gemini", false, ask("hi"), "").statusCode()).isEqualTo(200);
        var request = road.simulator.requests().getLast();
        assertThat(request.header("x-goog-api-key")).contains(TestGateway.PROVIDER_KEY);
        assertThat(request.path()).endsWith("/models/sim-gemini-3-flash:generateContent");
    }

    @Test
    void carriesASignatureThroughATurnWithToolsOfOpenAis() throws JsonProblem {
        String tools = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":"
                + TOOL_SCHEMA + "}}]";
        HttpResponse<String> asked = chat("gemini", false, ask("call weather"), tools);
        Json.Obj answer = (Json.Obj) ((Json.Obj) json(asked).items("choices").getFirst()).get("message");
        assertThat(asked.body()).contains("\"finish_reason\":\"tool_calls\"").contains("\"signature\":\"call:");
        Json.Obj call = (Json.Obj) answer.items("tool_calls").getFirst();
        HttpResponse<String> told = chat(
                "gemini",
                false,
                "[{\"role\":\"user\",\"content\":\"call weather\"}," + text(answer)
                        + ",{\"role\":\"tool\",\"tool_call_id\":\""
                        + call.text("id").orElseThrow() + "\",\"content\":\"a fine day\"}]",
                tools);
        assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
        assertThat(told.body()).contains("a fine day");
        assertThat(road.simulator.requests().getLast().body()).asString().doesNotContain("skip_thought_signature");
    }

    @Test
    void carriesASignatureThroughATurnWithToolsOfAnthropics() throws JsonProblem {
        String tools = ",\"tools\":[{\"name\":\"weather\",\"input_schema\":" + TOOL_SCHEMA + "}]";
        HttpResponse<String> asked = message("gemini", false, ask("call weather"), tools);
        Json.Arr answer = (Json.Arr) json(asked).get("content");
        assertThat(asked.body()).contains("\"stop_reason\":\"tool_use\"").contains("signalbox.gemini.call:");
        Json.Obj call = (Json.Obj) answer.items().getLast();
        HttpResponse<String> told = message(
                "gemini",
                false,
                "[{\"role\":\"user\",\"content\":\"call weather\"},{\"role\":\"assistant\",\"content\":" + text(answer)
                        + "},{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\""
                        + call.text("id").orElseThrow() + "\",\"content\":\"a fine day\"}]}]",
                tools);
        assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
        assertThat(told.body()).contains("a fine day");
        assertThat(road.simulator.requests().getLast().body()).asString().doesNotContain("skip_thought_signature");
    }

    @Test
    void takesAHistoryThatGeminiNeverSigned() {
        HttpResponse<String> told = chat("gemini", false, """
                [{"role":"user","content":"call weather"},
                 {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function",
                  "function":{"name":"weather","arguments":"{\\"city\\":\\"Rome\\"}"}}]},
                 {"role":"tool","tool_call_id":"call_1","content":"a fine day"}]""", "");
        assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
        assertThat(told.body()).contains("a fine day");
    }

    @Test
    void thinksForCallersOfEitherDialect() {
        for (String model : List.of("gemini", "gemini-old")) {
            HttpResponse<String> openai = chat(model, false, ask("echo: x"), ",\"reasoning_effort\":\"low\"");
            assertThat(openai.statusCode()).as(openai.body()).isEqualTo(200);
            assertThat(openai.body()).contains("\"reasoning_content\"");
            HttpResponse<String> anthropic =
                    message(model, true, ask("echo: x"), ",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}");
            assertThat(anthropic.body()).contains("thinking_delta").contains("message_stop");
        }
    }

    @Test
    void tellsAFilterAsWhatItIs() {
        HttpResponse<String> blocked = chat("gemini", false, ask("please block"), "");
        assertThat(blocked.statusCode()).as(blocked.body()).isEqualTo(200);
        assertThat(blocked.body()).contains("\"finish_reason\":\"content_filter\"");
        HttpResponse<String> stream = chat("gemini", true, ask("please block"), "");
        assertThat(stream.body())
                .contains("\"finish_reason\":\"content_filter\"")
                .endsWith("data: [DONE]\n\n");
        HttpResponse<String> filtered = message("gemini", true, ask("please filter"), "");
        assertThat(filtered.body()).contains("\"stop_reason\":\"refusal\"");
    }

    @Test
    void movesOnWhereGoogleFails() {
        for (String fault : List.of("503", "429:retry-after=30", "garbage", "cut:at=after-head", "error:status=500")) {
            road.simulator.script(fault + (fault.contains(":") ? "," : ":") + "model=sim-gemini-3-flash");
            try {
                for (boolean stream : new boolean[] {false, true}) {
                    HttpResponse<String> answer = chat("either", stream, ask("echo: rescued"), "");
                    assertThat(answer.statusCode()).as(fault + answer.body()).isEqualTo(200);
                    assertThat(answer.headers().firstValue("x-signalbox-model"))
                            .as(fault)
                            .contains("gpt");
                }
            } finally {
                road.simulator.clearFaults();
            }
        }
    }

    @Test
    void tellsTheTruthWhenAStreamIsCut() {
        road.simulator.script("cut:at=2,model=sim-gemini-3-flash");
        try {
            HttpResponse<String> answer = chat("gemini", true, ask("words: 60"), "");
            assertThat(answer.body()).contains("\"error\"").doesNotContain("\"finish_reason\":\"stop\"");
        } finally {
            road.simulator.clearFaults();
        }
    }

    @Test
    void wantsTheBytesOfAnAddressThatGoogleDoesNotRead() {
        HttpResponse<String> answer = chat("gemini", false, """
                [{"role":"user","content":[{"type":"image_url","image_url":{"url":"http://127.0.0.1:1/a.png"}}]}]""", "");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("address_refused");
    }

    private static Json.Obj json(HttpResponse<String> answer) throws JsonProblem {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonCodec.readObject(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Json value) {
        return new String(JsonCodec.write(value), StandardCharsets.UTF_8);
    }

    @Test
    void aMethodThatAPathDoesNotTakeIsToldWithTheStatusThatIsSent() {
        HttpResponse<String> answer = road.post("/v1beta/models", "{}");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("\"code\":405").contains("METHOD_NOT_ALLOWED");
    }
}
