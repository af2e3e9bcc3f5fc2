package dev.signalbox.wire.dialect.openai;

import static dev.signalbox.wire.dialect.openai.Shapes.PLAIN;
import static dev.signalbox.wire.dialect.openai.Shapes.STRICT;
import static dev.signalbox.wire.dialect.openai.Shapes.USAGE;
import static dev.signalbox.wire.dialect.openai.Shapes.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.model.WireError.Kind;
import dev.signalbox.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkWriterTest {
    private static final StreamEvent STARTED = new StreamEvent.Started("id1", "model-x", Optional.empty());
    private static final Usage COUNTS = new Usage(10, 20, 3, 4, 50, 5);

    @Test
    void tellsUsageOnlyToThoseWhoAsked() {
        List<StreamEvent> events = List.of(
                STARTED, stopped(StopReason.END, "x"), new StreamEvent.UsageReported(COUNTS), new StreamEvent.Ended());
        List<String> asked = written(USAGE, events);
        assertThat(asked).hasSize(4);
        assertThat(json(asked.get(0)).fields()).containsEntry("usage", Json.none());
        assertThat(json(asked.get(2)).find("choices")).contains(Json.array(List.of()));
        assertThat(json(asked.get(2)).object("usage").orElseThrow())
                .isEqualTo(json("{\"prompt_tokens\":37,\"completion_tokens\":50,\"total_tokens\":87,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":20,\"cache_write_tokens\":7},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":5}}"));
        assertThat(asked.get(3)).isEqualTo("[DONE]");
        List<String> others = written(PLAIN, events);
        assertThat(others).hasSize(3).noneMatch(data -> data.contains("usage"));
    }

    @Test
    void tellsTheLatestUsage() {
        StreamEvent early = new StreamEvent.Started("id1", "m", Optional.of(new Usage(1, 0, 0, 0, 0, 0)));
        assertThat(written(USAGE, List.of(early, new StreamEvent.Ended())).getFirst())
                .contains("\"usage\":null");
        assertThat(written(USAGE, List.of(early, new StreamEvent.Ended())).get(1))
                .contains("\"prompt_tokens\":1,");
        assertThat(written(USAGE, List.of(early, new StreamEvent.UsageReported(COUNTS), new StreamEvent.Ended()))
                        .get(1))
                .contains("\"prompt_tokens\":37,");
        assertThat(written(USAGE, List.of(STARTED, new StreamEvent.Ended()))).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "END,end_turn,stop,end_turn",
        "END,stop,stop,",
        "STOP_SEQUENCE,stop_sequence,stop,stop_sequence",
        "LENGTH,max_tokens,length,max_tokens",
        "TOOL_CALLS,tool_use,tool_calls,tool_use",
        "CONTENT_FILTER,refusal,content_filter,refusal",
        "CONTENT_FILTER,content_filter,content_filter,",
        "PAUSED,pause_turn,stop,pause_turn",
    })
    void keepsTheProvidersWordBesideTheFinish(StopReason reason, String word, String finish, String kept) {
        Json.Obj chunk =
                json(written(PLAIN, List.of(STARTED, stopped(reason, word))).get(1));
        assertThat(((Json.Obj) chunk.items("choices").getFirst()).text("finish_reason"))
                .contains(finish);
        assertThat(chunk.object("signalbox").flatMap(extension -> extension.text("provider_finish_reason")))
                .isEqualTo(Optional.ofNullable(kept));
        assertThat(chunk.object("signalbox").flatMap(extension -> extension.bool("paused")))
                .isEqualTo(reason == StopReason.PAUSED ? Optional.of(true) : Optional.empty());
        Json.Obj strict =
                json(written(STRICT, List.of(STARTED, stopped(reason, word))).get(1));
        assertThat(strict.find("signalbox")).isEmpty();
    }

    @Test
    void numbersToolsByTheirOrderWhateverTheirParts() {
        List<String> data = written(
                PLAIN,
                List.of(
                        STARTED,
                        new StreamEvent.ToolCallStarted(4, "a", "f"),
                        new StreamEvent.ToolCallStarted(7, "b", "g"),
                        new StreamEvent.ToolCallDelta(7, "2"),
                        new StreamEvent.ToolCallDelta(4, "1"),
                        new StreamEvent.ToolCallDelta(4, "")));
        assertThat(data).hasSize(5);
        assertThat(data.get(2)).contains("\"index\":1,\"id\":\"b\",\"type\":\"function\"");
        assertThat(data.get(3)).contains("{\"index\":1,\"function\":{\"arguments\":\"2\"}}");
        assertThat(data.get(4)).contains("{\"index\":0,\"function\":{\"arguments\":\"1\"}}");
    }

    @Test
    void endsABrokenStreamWithAnErrorAndNothingElse() {
        StreamWriter writer = OpenAi.caller().streamWriter(PLAIN);
        writer.on(STARTED);
        List<SseEvent> end = writer.fail(WireError.gateway(Kind.TIMEOUT, "upstream_timeout", "no token in 30s")
                .withRequestId("r1"));
        assertThat(end).hasSize(1);
        assertThat(end.getFirst().name()).isNull();
        assertThat(json(end.getFirst().data()))
                .isEqualTo(json("{\"error\":{\"message\":\"no token in 30s\",\"type\":\"timeout_error\",\"param\":null,"
                        + "\"code\":\"upstream_timeout\",\"source\":\"gateway\",\"request_id\":\"r1\"}}"));
        assertThat(writer.on(new StreamEvent.TextDelta(0, "late"))).isEmpty();
        assertThat(writer.on(new StreamEvent.Ended())).isEmpty();
        assertThat(writer.fail(WireError.gateway(Kind.INTERNAL, "x", "y"))).isEmpty();
    }

    @Test
    void tellsAFailureInsteadOfAFinishThatDidNotHappen() {
        List<String> broke =
                written(PLAIN, List.of(STARTED, stopped(StopReason.ERROR, "MALFORMED"), new StreamEvent.Ended()));
        assertThat(broke).hasSize(2);
        assertThat(broke.get(1)).startsWith("{\"error\":").contains("MALFORMED");
        List<String> failed = written(
                PLAIN,
                List.of(STARTED, new StreamEvent.Failed(WireError.gateway(Kind.OVERLOADED, "overloaded", "busy"))));
        assertThat(failed.get(1)).startsWith("{\"error\":").contains("busy");
    }

    @Test
    void keepsSilentAboutWhatTheDialectDoesNotHave() {
        assertThat(written(
                        PLAIN,
                        List.of(
                                new StreamEvent.Ping(),
                                new StreamEvent.TextStarted(0),
                                new StreamEvent.Foreign("anthropic", json("{}")),
                                new StreamEvent.PartEnded(0))))
                .isEmpty();
    }

    private static StreamEvent stopped(StopReason reason, String word) {
        return new StreamEvent.Stopped(new Stop(reason, word, Optional.empty()));
    }

    private static List<String> written(ReplyStyle style, List<StreamEvent> events) {
        StreamWriter writer = OpenAi.caller().streamWriter(style);
        List<String> data = new ArrayList<>();
        for (StreamEvent event : events) {
            writer.on(event).forEach(out -> data.add(out.text()));
        }
        return data;
    }
}
