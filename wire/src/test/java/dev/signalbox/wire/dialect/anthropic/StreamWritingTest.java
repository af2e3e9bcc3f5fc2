package dev.signalbox.wire.dialect.anthropic;

import static dev.signalbox.wire.dialect.anthropic.Fixtures.at;
import static dev.signalbox.wire.dialect.anthropic.Fixtures.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamWritingTest {
    private static final StreamEvent STARTED = new StreamEvent.Started("chatcmpl-1", "gpt", Optional.empty());
    private static final StreamEvent ENDED = new StreamEvent.Ended();

    private static StreamEvent stopped(StopReason reason, String word) {
        return new StreamEvent.Stopped(new Stop(reason, word, Optional.empty()));
    }

    private static List<Json.Obj> write(StreamEvent... steps) {
        return write(Fixtures.STYLE, steps);
    }

    private static List<Json.Obj> write(ReplyStyle style, StreamEvent... steps) {
        StreamWriter writer = Anthropic.caller().streamWriter(style);
        List<Json.Obj> out = new ArrayList<>();
        for (StreamEvent step : steps) {
            for (SseEvent event : writer.on(step)) {
                Json.Obj data = json(event.data());
                assertThat(data.text("type")).contains(String.valueOf(event.name()));
                out.add(data);
            }
        }
        return out;
    }

    /** The blocks as a client puts them together; fails where blocks interleave or are out of order. */
    private static List<String> blocks(List<Json.Obj> events) {
        List<String> blocks = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        boolean isOpen = false;
        for (Json.Obj event : events) {
            String type = event.text("type").orElseThrow();
            if (type.startsWith("content_block")) {
                assertThat(event.whole("index")).hasValue(blocks.size());
            }
            switch (type) {
                case "content_block_start" -> {
                    assertThat(isOpen).isFalse();
                    isOpen = true;
                    Json.Obj block = event.object("content_block").orElseThrow();
                    open.append(block.text("type").orElseThrow())
                            .append(block.text("name").map(n -> " " + n).orElse(""));
                    open.append(block.text("data").map(d -> " " + d).orElse("")).append(": ");
                }
                case "content_block_delta" -> {
                    assertThat(isOpen).isTrue();
                    Json.Obj delta = event.object("delta").orElseThrow();
                    if (delta.text("signature").isPresent()) {
                        open.append(" | ");
                    }
                    delta.without("type").fields().values().forEach(value -> open.append(((Json.Text) value).value()));
                }
                case "content_block_stop" -> {
                    assertThat(isOpen).isTrue();
                    isOpen = false;
                    blocks.add(open.toString());
                    open.setLength(0);
                }
                default -> {}
            }
        }
        assertThat(isOpen).isFalse();
        return blocks;
    }

    @Test
    void emitsToolCallsWholeAndInOrderThoughTheirFragmentsInterleave() {
        List<Json.Obj> events = write(
                STARTED,
                new StreamEvent.TextStarted(0),
                new StreamEvent.TextDelta(0, "Let me see."),
                new StreamEvent.ToolCallStarted(1, "a", "weather"),
                new StreamEvent.ToolCallStarted(2, "b", "time"),
                new StreamEvent.ToolCallDelta(2, "{\"zone\":"),
                new StreamEvent.ToolCallDelta(1, "{\"city\":"),
                new StreamEvent.ToolCallDelta(2, "1}"),
                new StreamEvent.TextDelta(0, "Hm."),
                new StreamEvent.ToolCallDelta(1, "2}"),
                new StreamEvent.PartEnded(0),
                new StreamEvent.PartEnded(2),
                new StreamEvent.PartEnded(1),
                stopped(StopReason.TOOL_CALLS, "tool_calls"),
                ENDED);
        assertThat(blocks(events))
                .containsExactly(
                        "text: Let me see.",
                        "tool_use weather: {\"city\":2}",
                        "tool_use time: {\"zone\":1}",
                        "text: Hm.");
    }

    @Test
    void sendsTheOldestOpenBlockWithoutDelay() {
        StreamWriter writer = Anthropic.caller().streamWriter(Fixtures.STYLE);
        writer.on(STARTED);
        writer.on(new StreamEvent.ToolCallStarted(0, "a", "weather"));
        writer.on(new StreamEvent.ToolCallStarted(1, "b", "time"));
        assertThat(writer.on(new StreamEvent.ToolCallDelta(0, "{\"a\""))).hasSize(1);
        assertThat(writer.on(new StreamEvent.ToolCallDelta(1, "{\"b\""))).isEmpty();
        assertThat(writer.on(new StreamEvent.PartEnded(0))).hasSize(3);
    }

    @Test
    void writesNoBlockForWordsThatAreNone() {
        List<Json.Obj> events = write(
                STARTED,
                new StreamEvent.TextStarted(0),
                new StreamEvent.TextDelta(0, ""),
                new StreamEvent.PartEnded(0),
                new StreamEvent.ReasoningStarted(1, Optional.empty(), "openai"),
                new StreamEvent.PartEnded(1),
                stopped(StopReason.END, "stop"),
                ENDED);
        assertThat(events)
                .extracting(event -> event.text("type").orElseThrow())
                .containsExactly("message_start", "message_delta", "message_stop");
    }

    @Test
    void wrapsStreamedArgumentsThatCannotBecomeAnObject() {
        List<Json.Obj> events = write(
                STARTED,
                new StreamEvent.ToolCallStarted(0, "a", "weather"),
                new StreamEvent.ToolCallDelta(0, " Par"),
                new StreamEvent.ToolCallDelta(0, "is {"),
                new StreamEvent.PartEnded(0),
                stopped(StopReason.TOOL_CALLS, "tool_calls"),
                ENDED);
        assertThat(blocks(events)).containsExactly("tool_use weather: {\"_raw\":\" Paris {\"}");
    }

    @Test
    void marksReasoningByWhomItIsSigned() {
        List<Json.Obj> events = write(
                STARTED,
                new StreamEvent.ReasoningStarted(0, Optional.empty(), "openai"),
                new StreamEvent.ReasoningDelta(0, "one"),
                new StreamEvent.PartEnded(0),
                new StreamEvent.ReasoningStarted(1, Optional.empty(), "gemini"),
                new StreamEvent.ReasoningDelta(1, "two"),
                new StreamEvent.ReasoningSignature(1, "s.2", "gemini"),
                new StreamEvent.PartEnded(1),
                new StreamEvent.ReasoningStarted(2, Optional.empty(), "anthropic"),
                new StreamEvent.ReasoningSignature(2, "EqQB", "anthropic"),
                new StreamEvent.PartEnded(2),
                new StreamEvent.ReasoningStarted(3, Optional.of("xx"), "openai"),
                new StreamEvent.PartEnded(3),
                new StreamEvent.ReasoningStarted(4, Optional.of("yy"), "anthropic"),
                new StreamEvent.PartEnded(4),
                stopped(StopReason.END, "end_turn"),
                ENDED);
        assertThat(blocks(events))
                .containsExactly(
                        "thinking: one | signalbox.unsigned.openai",
                        "thinking: two | signalbox.gemini.s.2",
                        "thinking:  | EqQB",
                        "redacted_thinking signalbox.openai.xx: ",
                        "redacted_thinking yy: ");
    }

    @Test
    void tellsStopAndWholeUsageTogetherThoughTheUsageComesLater() {
        List<Json.Obj> events = write(
                STARTED,
                stopped(StopReason.LENGTH, "length"),
                new StreamEvent.UsageReported(new Usage(10, 4, 2, 1, 9, 3)),
                ENDED);
        assertThat(events.get(1)).isEqualTo(json("""
                {"type": "message_delta", "delta": {"stop_reason": "max_tokens", "stop_sequence": null},
                 "usage": {"input_tokens": 10, "cache_creation_input_tokens": 3, "cache_read_input_tokens": 4,
                   "cache_creation": {"ephemeral_5m_input_tokens": 2, "ephemeral_1h_input_tokens": 1},
                   "output_tokens": 9, "output_tokens_details": {"thinking_tokens": 3}},
                 "signalbox": {"provider_finish_reason": "length"}}
                """));
    }

    @Test
    void hidesOurOwnFieldFromStrictCallers() {
        List<Json.Obj> events =
                write(new ReplyStyle(true, true, 0), STARTED, stopped(StopReason.LENGTH, "length"), ENDED);
        assertThat(events.get(1).get("signalbox")).isNull();
    }

    @Test
    void tellsARefusalInTheDetailsOfTheStop() {
        List<Json.Obj> events = write(
                STARTED,
                new StreamEvent.RefusalDelta(0, "I would "),
                new StreamEvent.RefusalDelta(0, "rather not."),
                new StreamEvent.PartEnded(0),
                stopped(StopReason.END, "stop"),
                ENDED);
        assertThat(at(events.get(1), "delta")).isEqualTo(json("""
                {"stop_reason": "refusal", "stop_sequence": null,
                 "stop_details": {"type": "refusal", "category": null, "explanation": "I would rather not."}}"""));
    }

    @Test
    void tellsABrokenAnswerAsAnErrorAndNothingAfterIt() {
        List<Json.Obj> events = write(
                STARTED,
                new StreamEvent.TextStarted(0),
                new StreamEvent.TextDelta(0, "Hal"),
                stopped(StopReason.ERROR, "error"),
                ENDED,
                new StreamEvent.Ping());
        assertThat(events)
                .last()
                .satisfies(event -> assertThat(event.text("type")).contains("error"));
        assertThat(events).noneMatch(event -> event.text("type").orElse("").equals("message_stop"));
        assertThat(write(STARTED, ENDED))
                .last()
                .satisfies(event -> assertThat(event.text("type")).contains("error"));
    }

    @Test
    void endsABrokenStreamWithTheErrorAlone() {
        StreamWriter writer = Anthropic.caller().streamWriter(Fixtures.STYLE);
        writer.on(STARTED);
        List<SseEvent> events = writer.fail(WireError.gateway(WireError.Kind.TIMEOUT, "upstream_timeout", "too slow"));
        assertThat(Fixtures.text(events.getFirst().raw())).startsWith("event: error\ndata: {\"type\":\"error\"");
        assertThat(writer.fail(WireError.gateway(WireError.Kind.TIMEOUT, "x", "y")))
                .isEmpty();
        assertThat(writer.on(ENDED)).isEmpty();
    }

    @Test
    void leavesOutWhatOnlyOtherDialectsKnow() {
        List<Json.Obj> events = write(
                STARTED,
                new StreamEvent.Foreign("openai", json("{\"type\": \"audio\"}")),
                stopped(StopReason.END, "stop"),
                ENDED);
        assertThat(events).hasSize(3);
    }

    private static List<StreamEvent> carrier(int part) {
        return List.of(
                new StreamEvent.ReasoningStarted(part, Optional.empty(), "gemini"),
                new StreamEvent.ReasoningSignature(part, "last:c2ln", "gemini"),
                new StreamEvent.PartEnded(part));
    }

    private static StreamEvent[] steps(List<List<StreamEvent>> parts) {
        return parts.stream().flatMap(List::stream).toArray(StreamEvent[]::new);
    }

    @Test
    void aSignatureOfAnotherProviderIsNeverTheLastBlockOfWords() {
        List<StreamEvent> words = List.of(
                STARTED,
                new StreamEvent.TextStarted(0),
                new StreamEvent.TextDelta(0, "hello"),
                new StreamEvent.PartEnded(0));

        List<Json.Obj> events =
                write(steps(List.of(words, carrier(1), List.of(stopped(StopReason.END, "STOP"), ENDED))));

        assertThat(events)
                .extracting(event -> event.text("type").orElseThrow())
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
    }

    @Test
    void aSignatureOfAnotherProviderStaysBeforeAndBehindACall() {
        List<StreamEvent> call = List.of(
                new StreamEvent.ToolCallStarted(1, "call_1", "add"),
                new StreamEvent.ToolCallDelta(1, "{}"),
                new StreamEvent.PartEnded(1));

        List<Json.Obj> events = write(steps(List.of(
                List.of(STARTED),
                carrier(0),
                call,
                carrier(2),
                List.of(stopped(StopReason.TOOL_CALLS, "STOP"), ENDED))));

        assertThat(events.stream()
                        .flatMap(event -> event.object("content_block").stream())
                        .map(block -> block.text("type").orElseThrow()))
                .containsExactly("thinking", "tool_use", "thinking");
    }
}
