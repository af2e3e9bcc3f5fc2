package dev.signalbox.wire.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.anthropic.Anthropic;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.sse.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gemini's signatures of thoughts, on their way through Anthropic's dialect and back. */
class ThoughtSignatureTest {
    private static final ReplyStyle STYLE = new ReplyStyle(true, false, 1_700_000_000);
    private static final String CALL = "{\"index\":0,\"id\":\"function-call-1\",\"type\":\"function\",\"function\":"
            + "{\"name\":\"weather\",\"arguments\":\"{}\"},"
            + "\"extra_content\":{\"google\":{\"thought_signature\":\"c2ln+/=\"}}}";

    @Test
    void comeBackBesideTheCallThatTheyBelongTo() throws Exception {
        byte[] answer = bytes(
                "{\"id\":\"r1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"gemini\",\"choices\":"
                        + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" + CALL
                        + "]},\"finish_reason\":\"tool_calls\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}");
        Json.Obj told =
                JsonCodec.readObject(Anthropic.caller().write(OpenAi.provider().read(answer), STYLE));

        Json.Obj call = sentBack(told.find("content").orElseThrow(), google());
        assertThat(call.object("extra_content").orElseThrow())
                .isEqualTo(JsonCodec.readObject(bytes("{\"google\":{\"thought_signature\":\"c2ln+/=\"}}")));
        assertThat(sentBack(
                                told.find("content").orElseThrow(),
                                Peculiar.provider().model("m", Thinking.UNKNOWN))
                        .find("extra_content"))
                .as("no other provider gets it")
                .isEmpty();
    }

    @Test
    void standBeforeTheCallInAStream() throws Exception {
        StreamReader reader = OpenAi.provider().streamReader();
        StreamWriter writer = Anthropic.caller().streamWriter(STYLE);
        List<StreamEvent> read = new ArrayList<>(reader.on(SseEvent.of(bytes(
                "{\"id\":\"r1\",\"model\":\"gemini\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"tool_calls\":["
                        + CALL + "]},\"finish_reason\":\"tool_calls\"}]}"))));
        read.addAll(reader.on(SseEvent.of(bytes("[DONE]"))));
        StringBuilder told = new StringBuilder();
        for (StreamEvent event : read) {
            writer.on(event).forEach(shown -> told.append(new String(shown.data(), StandardCharsets.UTF_8)));
        }
        assertThat(told.toString())
                .contains("signalbox.gemini.c2ln+/=")
                .containsSubsequence("\"thinking\"", "signature_delta", "tool_use");
    }

    private static Json.Obj sentBack(Json content, ModelFacts facts) throws Exception {
        Json.Obj request = Json.object(f -> f.put("model", "m")
                .put("max_tokens", 100)
                .put(
                        "messages",
                        Json.array(List.of(
                                Json.object(m -> m.put("role", "user").put("content", "hi")),
                                Json.object(m -> m.put("role", "assistant").put("content", content)),
                                Json.object(m -> m.put("role", "user")
                                        .put(
                                                "content",
                                                Json.array(List.of(Json.object(r -> r.put("type", "tool_result")
                                                        .put("tool_use_id", "function-call-1")
                                                        .put("content", "21"))))))))));
        Translation.Ready ready =
                (Translation.Ready) OpenAi.provider().write(Anthropic.caller().read(JsonCodec.write(request)), facts);
        Json.Obj message =
                (Json.Obj) JsonCodec.readObject(ready.body()).items("messages").get(1);
        return (Json.Obj) message.items("tool_calls").getFirst();
    }

    private static ModelFacts google() {
        return Peculiar.provider().thoughtSignatures().model("gemini", Thinking.UNKNOWN);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
