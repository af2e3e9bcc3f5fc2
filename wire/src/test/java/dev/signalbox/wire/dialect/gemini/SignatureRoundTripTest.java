package dev.signalbox.wire.dialect.gemini;

import static dev.signalbox.wire.dialect.gemini.ProviderShapes.STYLE;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.THIRD;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.bytes;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.json;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.last;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.model;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.piece;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.read;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.stream;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.anthropic.Anthropic;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops of tools at a model that demands its signatures, by callers who know nothing of them: the bytes come back on their parts. */
class SignatureRoundTripTest {
    private static final String ONE = "EtIBCs8BAXLI2nx+/one==";
    private static final String TWO = "AY89a19-two_url";
    private static final String THREE = "EqAD/three+";
    private static final String SEEN = "{\"text\":\"hm\",\"thought\":true},";

    /** Two calls side by side, of which only the first is signed; then one more, with an id of its own; then words. */
    private static final List<String> TURNS = List.of(
            last(
                    SEEN + "{\"functionCall\":{\"name\":\"look\",\"args\":{\"at\":\"a\"}},\"thoughtSignature\":\"" + ONE
                            + "\"},{\"functionCall\":{\"name\":\"look\",\"args\":{\"at\":\"b\"}}}",
                    "STOP"),
            last(
                    "{\"functionCall\":{\"id\":\"vcyiitct\",\"name\":\"book\",\"args\":{}},\"thoughtSignature\":\""
                            + TWO + "\"}",
                    "STOP"),
            last("{\"text\":\"Done.\",\"thoughtSignature\":\"" + THREE + "\"}", "STOP"));

    private static Json.Obj written(CallerDialect caller, String conversation) throws Unreadable {
        Translation.Ready ready = (Translation.Ready)
                Gemini.provider().write(caller.read(bytes(conversation)), model(THIRD, Thinking.UNKNOWN));
        return json(ready.body());
    }

    private static List<String> signed(Json.Obj request) {
        List<String> found = new ArrayList<>();
        for (Json turn : request.items("contents")) {
            for (Json value : ((Json.Obj) turn).items("parts")) {
                Json.Obj part = (Json.Obj) value;
                part.text("thoughtSignature")
                        .ifPresent(signature -> found.add(Parts.type(part) + " "
                                + part.object("functionCall")
                                        .flatMap(call -> call.text("name"))
                                        .or(() -> part.text("text"))
                                        .orElse("")
                                + " " + signature));
            }
        }
        return found;
    }

    private static void assertSigned(Json.Obj request) {
        assertThat(signed(request))
                .containsExactly("functionCall look " + ONE, "functionCall book " + TWO, "text Done. " + THREE);
        assertInPlace(request);
    }

    /** A stream to Anthropic's clients cannot tell a signature behind its last words: they would show it as the answer. */
    private static void assertCallsSigned(Json.Obj request) {
        assertThat(signed(request)).containsExactly("functionCall look " + ONE, "functionCall book " + TWO);
        assertInPlace(request);
    }

    private static void assertInPlace(Json.Obj request) {
        Json.Obj first = (Json.Obj) request.items("contents").get(1);
        assertThat(first.items("parts")).hasSize(3);
        assertThat(text(first)).contains("{\"text\":\"hm\",\"thought\":true}");
        assertThat(text(request))
                .contains("\"id\":\"vcyiitct\"")
                .doesNotContain("call_")
                .doesNotContain("skip_thought_signature");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void survivesCallersOfOpenAisDialect(boolean streamed) throws Exception {
        StringBuilder messages = new StringBuilder("{\"role\":\"user\",\"content\":\"go\"}");
        for (String turn : TURNS) {
            Json.Obj answer = streamed ? openAiStream(turn) : openAiWhole(turn);
            messages.append(",").append(text(answer));
            for (Json call : answer.items("tool_calls")) {
                messages.append(",{\"role\":\"tool\",\"content\":\"fine\",\"tool_call_id\":\"")
                        .append(((Json.Obj) call).text("id").orElseThrow())
                        .append("\"}");
            }
        }
        messages.append(",{\"role\":\"user\",\"content\":\"thanks\"}");
        assertSigned(written(OpenAi.caller(), "{\"model\":\"m\",\"messages\":[" + messages + "]}"));
    }

    private static Json.Obj openAiWhole(String turn) throws Unreadable {
        Json.Obj reply = json(OpenAi.caller().write(Gemini.provider().read(bytes(turn)), STYLE));
        return (Json.Obj) ((Json.Obj) reply.items("choices").getFirst()).get("message");
    }

    /** What OpenAI's own clients gather from the deltas. */
    private static Json.Obj openAiStream(String turn) throws Unreadable {
        List<Json> calls = new ArrayList<>();
        List<Json> reasoning = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        for (SseEvent event : written(OpenAi.caller(), turn, true)) {
            if (event.isExactly("[DONE]")) {
                continue;
            }
            Json.Obj delta = json(event.data()).items("choices").stream()
                    .map(choice -> ((Json.Obj) choice).object("delta").orElseThrow())
                    .findFirst()
                    .orElse(Json.object(f -> {}));
            delta.text("content").ifPresent(words::append);
            delta.object("signalbox").ifPresent(extension -> reasoning.addAll(extension.items("reasoning")));
            for (Json value : delta.items("tool_calls")) {
                Json.Obj call = (Json.Obj) value;
                int index = (int) call.whole("index").orElseThrow();
                if (index == calls.size()) {
                    calls.add(call.without("index"));
                } else {
                    Json.Obj before = (Json.Obj) calls.get(index);
                    Json.Obj function = before.object("function").orElseThrow();
                    String more = call.object("function")
                            .flatMap(f -> f.text("arguments"))
                            .orElse("");
                    calls.set(
                            index,
                            before.with(
                                    "function",
                                    function.with(
                                            "arguments",
                                            Json.text(function.text("arguments").orElse("") + more))));
                }
            }
        }
        return Json.object(f -> {
            f.put("role", "assistant").put("content", words.toString());
            if (!calls.isEmpty()) {
                f.put("tool_calls", Json.array(calls));
            }
            f.put("signalbox", Json.object(s -> s.put("reasoning", Json.array(reasoning))));
        });
    }

    private static List<SseEvent> written(CallerDialect caller, String turn, boolean inPieces) throws Unreadable {
        StreamWriter writer = caller.streamWriter(STYLE);
        List<SseEvent> out = new ArrayList<>();
        byte[] bytes = inPieces ? stream(piece("{\"text\":\"\"}"), turn) : stream(turn);
        for (StreamEvent step : read(bytes)) {
            out.addAll(writer.on(step));
        }
        return out;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void survivesCallersOfAnthropicsDialect(boolean streamed) throws Exception {
        StringBuilder messages = new StringBuilder("{\"role\":\"user\",\"content\":\"go\"}");
        for (String turn : TURNS) {
            List<Json> blocks = streamed ? anthropicStream(turn) : anthropicWhole(turn);
            messages.append(",{\"role\":\"assistant\",\"content\":")
                    .append(text(Json.array(blocks)))
                    .append("}");
            List<Json> results = new ArrayList<>();
            blocks.forEach(block -> ((Json.Obj) block)
                    .text("id")
                    .ifPresent(id -> results.add(Json.object(f ->
                            f.put("type", "tool_result").put("tool_use_id", id).put("content", "fine")))));
            if (!results.isEmpty()) {
                messages.append(",{\"role\":\"user\",\"content\":")
                        .append(text(Json.array(results)))
                        .append("}");
            }
        }
        messages.append(",{\"role\":\"user\",\"content\":\"thanks\"}");
        Json.Obj request =
                written(Anthropic.caller(), "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[" + messages + "]}");
        if (streamed) {
            assertCallsSigned(request);
        } else {
            assertSigned(request);
        }
    }

    private static List<Json> anthropicWhole(String turn) throws Unreadable {
        return json(Anthropic.caller().write(Gemini.provider().read(bytes(turn)), STYLE))
                .items("content");
    }

    /** What Anthropic's own clients gather from the deltas. */
    private static List<Json> anthropicStream(String turn) throws Unreadable {
        List<Json> blocks = new ArrayList<>();
        for (SseEvent event : written(Anthropic.caller(), turn, true)) {
            Json.Obj data = json(event.data());
            data.object("content_block").ifPresent(blocks::add);
            if (data.text("type").orElse("").equals("content_block_delta")) {
                Json.Obj delta = data.object("delta").orElseThrow();
                Json.Obj block = (Json.Obj) blocks.removeLast();
                for (String name : List.of("text", "thinking", "signature")) {
                    if (delta.text(name).isPresent()) {
                        block = block.with(
                                name,
                                Json.text(block.text(name).orElse("")
                                        + delta.text(name).get()));
                    }
                }
                if (delta.text("partial_json").isPresent()) {
                    block = block.with("input", json(delta.text("partial_json").get()));
                }
                blocks.add(block);
            }
        }
        return blocks;
    }

    @Test
    void saysOfCallsThatWereNeverSignedThatTheyWereNot() throws Unreadable {
        String history = """
                {"model":"m","messages":[{"role":"user","content":"go"},
                 {"role":"assistant","tool_calls":[
                  {"id":"call_a","type":"function","function":{"name":"look","arguments":"{}"}},
                  {"id":"call_b","type":"function","function":{"name":"look","arguments":"not json"}}]},
                 {"role":"tool","tool_call_id":"call_a","content":"1"},{"role":"tool","tool_call_id":"call_b","content":"2"},
                 {"role":"assistant","content":"so","tool_calls":[
                  {"id":"call_c","type":"function","function":{"name":"book","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"call_c","content":"3"}]}""";
        Json.Obj request = written(OpenAi.caller(), history);
        assertThat(signed(request))
                .containsExactly(
                        "functionCall look " + Signatures.NONE_EXISTS, "functionCall book " + Signatures.NONE_EXISTS);
        assertThat(text(request)).contains("\"args\":{\"_raw\":\"not json\"}");
        Translation.Ready older = (Translation.Ready) Gemini.provider()
                .write(OpenAi.caller().read(bytes(history)), model(ProviderShapes.SECOND, Thinking.UNKNOWN));
        assertThat(signed(json(older.body()))).isEmpty();
    }

    @Test
    void takesASignatureFromGooglesOtherFrontEnd() throws Unreadable {
        assertThat(signed(written(OpenAi.caller(), """
                {"model":"m","messages":[{"role":"user","content":"go"},
                 {"role":"assistant","content":null,"tool_calls":[
                  {"id":"call_a","type":"function","function":{"name":"look","arguments":"{}"}}],
                  "signalbox":{"reasoning":[{"index":0,"signature":"cGxhaW4=","provider":"gemini"}]}},
                 {"role":"tool","tool_call_id":"call_a","content":"1"}]}"""))).containsExactly("functionCall look cGxhaW4=");
    }

    @Test
    void doesNotSendOthersReasoning() throws Unreadable {
        Translation.Ready ready = (Translation.Ready)
                Gemini.provider().write(Anthropic.caller().read(bytes("""
                {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"go"},{"role":"assistant","content":[
                 {"type":"thinking","thinking":"deep","signature":"QW50aHJvcGlj"},{"type":"text","text":"ok"}]},
                 {"role":"user","content":"go"}]}""")), model(THIRD, Thinking.UNKNOWN));
        assertThat(text(json(ready.body()))).doesNotContain("deep").doesNotContain("QW50aHJvcGlj");
        assertThat(ready.losses()).hasSize(1);
    }

    @Test
    void bringsTheLastEmptyPartBackAsItWas() throws Unreadable {
        String turn = last("{\"text\":\"a\"},{\"text\":\"\",\"thoughtSignature\":\"" + ONE + "\"}", "STOP");
        Json.Obj answer = openAiWhole(turn);
        Json.Obj request = written(
                OpenAi.caller(),
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}," + text(answer)
                        + ",{\"role\":\"user\",\"content\":\"y\"}]}");
        assertThat(text((Json.Obj) request.items("contents").get(1)))
                .isEqualTo("{\"role\":\"model\",\"parts\":[{\"text\":\"a\"},{\"text\":\"\",\"thoughtSignature\":\""
                        + ONE + "\"}]}");
    }
}
