package dev.signalbox.wire.dialect.openai;

import static dev.signalbox.wire.dialect.openai.Shapes.PLAIN;
import static dev.signalbox.wire.dialect.openai.Shapes.STRICT;
import static dev.signalbox.wire.dialect.openai.Shapes.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reasoning that a provider wants back unchanged travels through callers of this dialect and comes back so. */
class ReasoningRoundTripTest {
    private static final String SIGNATURE = "EqMBCkYIBxgC+/=\u00e9\"\\\n==";
    private static final List<Content> PARTS = List.of(
            new Content.Reasoning(
                    "First I think.", Optional.of(SIGNATURE), Optional.empty(), "anthropic", Extra.none()),
            new Content.Reasoning("", Optional.empty(), Optional.of("EncryptedBlob=="), "anthropic", Extra.none()),
            new Content.Text("I will look."),
            new Content.ToolCall("toolu_1", "weather", "{\"city\":\"Paris\"}", Extra.none()));
    private static final Stop TOOLS = new Stop(StopReason.TOOL_CALLS, "tool_use", Optional.empty());

    @Test
    void wholeAnswersComeBackUnchanged() throws Exception {
        assertThat(sentBack(message(whole(PLAIN)))).isEqualTo(PARTS);
    }

    @Test
    void streamedAnswersComeBackUnchanged() throws Exception {
        assertThat(sentBack(Accumulated.deltas(deltas(PLAIN)))).isEqualTo(PARTS);
    }

    @Test
    void streamsAndWholeAnswersCarryTheSameExtension() {
        Json.Obj whole = message(whole(PLAIN));
        Json.Obj streamed = Accumulated.deltas(deltas(PLAIN));
        assertThat(streamed.find("signalbox"))
                .isEqualTo(whole.find("signalbox"))
                .isPresent();
        assertThat(streamed.text("reasoning_content"))
                .isEqualTo(whole.text("reasoning_content"))
                .contains("First I think.");
    }

    @Test
    void survivesThreeTurnsOfALoopWithTools() throws Exception {
        List<Content> parts = PARTS;
        for (int turn = 0; turn < 3; turn++) {
            parts = sentBack(message(OpenAi.caller().write(reply(parts), PLAIN)));
        }
        assertThat(parts).isEqualTo(PARTS);
    }

    @Test
    void reasoningWithoutSignatureNeedsNoExtension() throws Exception {
        List<Content> parts = List.of(ReasoningFields.unsigned("Hm."), new Content.Text("Yes."));
        Json.Obj message = message(OpenAi.caller().write(reply(parts), PLAIN));
        assertThat(message.find("signalbox")).isEmpty();
        assertThat(sentBack(message)).isEqualTo(parts);
    }

    @Test
    void strictCallersSeeNothingOfIt() {
        assertThat(message(whole(STRICT)).fields()).containsOnlyKeys("role", "content", "refusal", "tool_calls");
        assertThat(Accumulated.deltas(deltas(STRICT)).fields())
                .containsOnlyKeys("role", "content", "refusal", "tool_calls");
    }

    private static byte[] whole(ReplyStyle style) {
        return OpenAi.caller().write(reply(PARTS), style);
    }

    private static ModelReply reply(List<Content> parts) {
        return new ModelReply("msg_1", "model-x", Optional.of(1L), parts, TOOLS, Optional.empty(), Extra.none());
    }

    private static Json.Obj message(byte[] answer) {
        return ((Json.Obj) json(answer).items("choices").getFirst())
                .object("message")
                .orElseThrow();
    }

    private static List<Json.Obj> deltas(ReplyStyle style) {
        StreamWriter writer = OpenAi.caller().streamWriter(style);
        List<Json.Obj> deltas = new ArrayList<>();
        for (StreamEvent event : streamed()) {
            for (SseEvent out : writer.on(event)) {
                if (!out.isExactly("[DONE]")) {
                    Json.Obj choice =
                            (Json.Obj) json(out.data()).items("choices").getFirst();
                    deltas.add(choice.object("delta").orElseThrow());
                }
            }
        }
        return deltas;
    }

    private static List<StreamEvent> streamed() {
        return List.of(
                new StreamEvent.Started("msg_1", "model-x", Optional.empty()),
                new StreamEvent.ReasoningStarted(0, Optional.empty(), "anthropic"),
                new StreamEvent.ReasoningDelta(0, "First "),
                new StreamEvent.ReasoningDelta(0, "I think."),
                new StreamEvent.ReasoningSignature(0, SIGNATURE.substring(0, 7), "anthropic"),
                new StreamEvent.ReasoningSignature(0, SIGNATURE.substring(7), "anthropic"),
                new StreamEvent.PartEnded(0),
                new StreamEvent.ReasoningStarted(1, Optional.of("EncryptedBlob=="), "anthropic"),
                new StreamEvent.PartEnded(1),
                new StreamEvent.TextStarted(2),
                new StreamEvent.TextDelta(2, "I will look."),
                new StreamEvent.PartEnded(2),
                new StreamEvent.ToolCallStarted(3, "toolu_1", "weather"),
                new StreamEvent.ToolCallDelta(3, "{\"city\":"),
                new StreamEvent.ToolCallDelta(3, "\"Paris\"}"),
                new StreamEvent.PartEnded(3),
                new StreamEvent.Stopped(TOOLS),
                new StreamEvent.Ended());
    }

    private static List<Content> sentBack(Json.Obj message) throws Unreadable {
        Json.Obj request = Json.object(f -> f.put("model", "m").put("messages", Json.array(List.of(message))));
        return OpenAi.caller()
                .read(JsonCodec.write(request))
                .messages()
                .getFirst()
                .content();
    }
}
