package dev.signalbox.wire.dialect.gemini;

import static dev.signalbox.wire.dialect.gemini.CallerShapes.PLAIN;
import static dev.signalbox.wire.dialect.gemini.CallerShapes.STRICT;
import static dev.signalbox.wire.dialect.gemini.CallerShapes.parts;
import static dev.signalbox.wire.dialect.gemini.CallerShapes.text;
import static dev.signalbox.wire.dialect.gemini.CallerShapes.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerStreamTest {
    private static final StreamEvent STARTED = new StreamEvent.Started("id-1", "gpt-x", Optional.empty());
    private static final StreamEvent ENDED = new StreamEvent.Ended();

    private final StreamWriter writer = Gemini.caller().streamWriter(PLAIN);

    private static StreamEvent stopped(StopReason reason, String word) {
        return new StreamEvent.Stopped(new Stop(reason, word, Optional.empty()));
    }

    private static Json.Obj candidate(Json.Obj piece) {
        return (Json.Obj) piece.items("candidates").getFirst();
    }

    @Test
    void wordsComeAsTheyAreSaidAndTheEndWithTheUsage() {
        List<Json.Obj> pieces = written(
                writer,
                STARTED,
                new StreamEvent.TextStarted(0),
                new StreamEvent.TextDelta(0, "one"),
                new StreamEvent.TextDelta(0, ""),
                new StreamEvent.Ping(),
                new StreamEvent.TextDelta(0, " two"),
                new StreamEvent.PartEnded(0),
                stopped(StopReason.END, "stop"),
                new StreamEvent.UsageReported(new Usage(5, 2, 1, 0, 10, 4)),
                ENDED);
        assertThat(pieces)
                .extracting(CallerShapes::text)
                .containsExactly(
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"one\"}],\"role\":\"model\"},\"index\":0}],\"modelVersion\":\"gpt-x\",\"responseId\":\"id-1\"}",
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\" two\"}],\"role\":\"model\"},\"index\":0}],\"modelVersion\":\"gpt-x\",\"responseId\":\"id-1\"}",
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\"}],\"role\":\"model\"},\"finishReason\":\"STOP\",\"finishMessage\":\"stop\",\"index\":0}],"
                                + "\"usageMetadata\":{\"promptTokenCount\":8,\"cachedContentTokenCount\":2,\"candidatesTokenCount\":6,\"thoughtsTokenCount\":4,\"totalTokenCount\":18},"
                                + "\"modelVersion\":\"gpt-x\",\"responseId\":\"id-1\"}");
    }

    @Test
    void callsThatGrowSideBySideAreToldWhole() {
        List<Json.Obj> pieces = written(
                writer,
                STARTED,
                new StreamEvent.ToolCallStarted(0, "a", "weather"),
                new StreamEvent.ToolCallStarted(1, "b", "clock"),
                new StreamEvent.ToolCallDelta(1, "{\"x\""),
                new StreamEvent.ToolCallDelta(0, "{\"city\":"),
                new StreamEvent.ToolCallDelta(1, ""),
                new StreamEvent.ToolCallDelta(0, "\"Delft\"}"),
                new StreamEvent.PartEnded(0),
                stopped(StopReason.TOOL_CALLS, "tool_calls"),
                ENDED);
        assertThat(pieces).hasSize(3);
        assertThat(text(parts(pieces.get(0)).getFirst()))
                .isEqualTo("{\"functionCall\":{\"id\":\"a\",\"name\":\"weather\",\"args\":{\"city\":\"Delft\"}}}");
        assertThat(text(parts(pieces.get(1)).getFirst()))
                .isEqualTo("{\"functionCall\":{\"id\":\"b\",\"name\":\"clock\",\"args\":{\"_raw\":\"{\\\"x\\\"\"}}}");
        assertThat(candidate(pieces.get(2)).text("finishReason")).contains("STOP");
    }

    @ParameterizedTest
    @CsvSource({
        "END, end_turn, STOP", "STOP_SEQUENCE, stop_sequence, STOP", "LENGTH, length, MAX_TOKENS",
        "TOOL_CALLS, tool_use, STOP", "CONTENT_FILTER, content_filter, SAFETY", "PAUSED, pause_turn, STOP",
        "CONTENT_FILTER, PROHIBITED_CONTENT, PROHIBITED_CONTENT"
    })
    void stopsAreSaidInGooglesWords(StopReason reason, String word, String told) {
        Json.Obj last = written(writer, STARTED, stopped(reason, word), ENDED).getLast();
        assertThat(candidate(last).text("finishReason")).contains(told);
        assertThat(candidate(last).text("finishMessage"))
                .isEqualTo(word.equals(told) ? Optional.empty() : Optional.of(word));
        StreamWriter strict = Gemini.caller().streamWriter(STRICT);
        Json.Obj hidden = written(strict, STARTED, stopped(reason, word), ENDED).getLast();
        assertThat(candidate(hidden).text("finishMessage")).isEmpty();
    }

    @Test
    void aRefusalIsWordsAndSafety() {
        List<Json.Obj> pieces = written(
                writer,
                STARTED,
                new StreamEvent.RefusalDelta(0, "I will "),
                new StreamEvent.RefusalDelta(0, "not."),
                stopped(StopReason.END, "stop"),
                ENDED);
        assertThat(text(parts(pieces.get(1)).getFirst())).isEqualTo("{\"text\":\"not.\"}");
        assertThat(candidate(pieces.getLast()).text("finishReason")).contains("SAFETY");
    }

    @Test
    void whatBrokeIsNeverAFinish() {
        WireError error = WireError.gateway(WireError.Kind.OVERLOADED, "overloaded", "busy");
        for (StreamEvent end :
                new StreamEvent[] {new StreamEvent.Failed(error), ENDED, stopped(StopReason.ERROR, "error")}) {
            StreamWriter broken = Gemini.caller().streamWriter(PLAIN);
            List<Json.Obj> pieces = written(
                    broken,
                    STARTED,
                    new StreamEvent.TextDelta(0, "one"),
                    end,
                    ENDED,
                    new StreamEvent.TextDelta(0, "more"));
            assertThat(pieces).hasSize(2);
            assertThat(pieces.getLast().fields()).containsOnlyKeys("error");
        }
    }

    @Test
    void aFailureBehindTheEndIsNotTold() {
        written(writer, STARTED, stopped(StopReason.END, "stop"), ENDED);
        assertThat(writer.fail(WireError.gateway(WireError.Kind.INTERNAL, "x", "y")))
                .isEmpty();
    }
}
