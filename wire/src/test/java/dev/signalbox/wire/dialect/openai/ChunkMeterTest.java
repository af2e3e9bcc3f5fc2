package dev.signalbox.wire.dialect.openai;

import static dev.signalbox.wire.dialect.openai.Shapes.bytes;
import static dev.signalbox.wire.dialect.openai.Shapes.delta;
import static dev.signalbox.wire.dialect.openai.Shapes.finish;
import static dev.signalbox.wire.dialect.openai.Shapes.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.dialect.StreamMeter.Mark;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkMeterTest {
    private static final String COUNTS =
            "{\"prompt_tokens\":5,\"completion_tokens\":7,\"total_tokens\":12,\"prompt_tokens_details\":{\"cached_tokens\":2}}";
    private static final Usage USAGE = new Usage(3, 2, 0, 0, 7, 0);
    private static final String AZURE =
            "{\"choices\":[],\"id\":\"\",\"model\":\"\",\"prompt_filter_results\":[{\"prompt_index\":0,\"content_filter_results\":{}}]}";
    private static final String LAST =
            "{\"id\":\"c1\",\"model\":\"gpt-x-2026\",\"choices\":[],\"usage\":" + COUNTS + "}";

    @Test
    void marksEveryEventOfAnOrdinaryStream() {
        assertThat(marks(": ping\n\n"
                        + text(
                                AZURE,
                                delta("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}"),
                                delta("{\"content\":\"Hi\"}"),
                                delta("{\"content\":\"\"}"),
                                finish("stop"),
                                LAST,
                                "[DONE]")))
                .containsExactly(
                        Mark.PREFACE,
                        Mark.PREFACE,
                        Mark.PREFACE,
                        Mark.CONTENT,
                        Mark.CONTENT,
                        Mark.CONTENT,
                        Mark.USAGE,
                        Mark.END);
        StreamMeter meter = Shapes.metered(stream(delta("{\"content\":\"Hi\"}"), finish("stop"), LAST));
        assertThat(meter.usage()).contains(USAGE);
        assertThat(meter.stop().orElseThrow().reason()).isEqualTo(StopReason.END);
        assertThat(meter.model()).contains("gpt-x-2026");
        assertThat(meter.error()).isEmpty();
        assertThat(meter.contentBytes()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"content\":\"abc\"}",
                "{\"reasoning_content\":\"abc\"}",
                "{\"reasoning\":\"abc\"}",
                "{\"reasoning\":\"abc\",\"reasoning_content\":\"abc\",\"reasoning_details\":[{\"text\":\"abc\"}]}",
                "{\"refusal\":\"abc\"}",
                "{ \"content\" : \"abc\" }",
                "{\"content\":[{\"type\":\"text\",\"text\":\"abc\"}]}",
                "{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"abc\"}]}]}",
                "{\"tool_calls\":[{\"index\":0,\"id\":\"x\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"abc\"}}]}",
                "{\"content\":\"abc\",\"executed_tools\":[{\"arguments\":\"not this\",\"output\":{\"content\":\"nor this\"}}]}"
            })
    void countsContentWhereverItStandsOnce(String delta) {
        StreamMeter meter = OpenAi.provider().streamMeter();
        List<SseEvent> events = Shapes.events(stream(delta("{\"role\":\"assistant\"}"), delta(delta)));
        assertThat(meter.on(events.getFirst())).isEqualTo(Mark.PREFACE);
        assertThat(meter.on(events.getLast())).isEqualTo(Mark.CONTENT);
        assertThat(meter.contentBytes()).isEqualTo(3);
    }

    @Test
    void countsBytesOfCharactersAndNotOfEscapes() {
        StreamMeter meter = Shapes.metered(stream(
                delta("{\"content\":\"\\n\\\"\\\\\"}"),
                delta("{\"content\":\"\\u00e9\\u4e2d\\ud83d\\ude80\\u0041\"}"),
                delta("{\"content\":\"\u00e9\u4e2d\ud83d\ude80A\"}")));
        assertThat(meter.contentBytes()).isEqualTo(3 + 10 + 10);
    }

    @Test
    void countsAllChoicesThatWereAskedFor() {
        StreamMeter meter = Shapes.metered(
                stream(
                        "{\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"ab\"}},{\"index\":1,\"delta\":{\"content\":\"cde\"}}]}"));
        assertThat(meter.contentBytes()).isEqualTo(5);
    }

    @Test
    void doesNotTakeWordsForFields() {
        String tricky = "\\\"usage\\\":{\\\"prompt_tokens\\\":1} \\\"finish_reason\\\":\\\"stop\\\" \\\"error\\\":{}";
        StreamMeter meter =
                Shapes.metered(stream(delta("{\"content\":\"x\"}"), delta("{\"content\":\"" + tricky + "\"}")));
        assertThat(meter.usage()).isEmpty();
        assertThat(meter.stop()).isEmpty();
        assertThat(meter.error()).isEmpty();
    }

    @Test
    void takesUsageInEveryOddPlace() {
        String chunk = "{\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"%s}]%s}";
        for (String odd : List.of(
                chunk.formatted("", ",\"usage\":" + COUNTS),
                chunk.formatted(",\"usage\":" + COUNTS, ""),
                chunk.formatted("", ",\"x_groq\":{\"id\":\"r\",\"usage\":" + COUNTS + "}"),
                chunk.formatted("", ", \"usage\" : " + COUNTS))) {
            StreamMeter meter = OpenAi.provider().streamMeter();
            meter.on(SseEvent.of(bytes(delta("{\"content\":\"x\"}"))));
            assertThat(meter.on(SseEvent.of(bytes(odd)))).isEqualTo(Mark.CONTENT);
            assertThat(meter.usage()).contains(USAGE);
        }
    }

    @Test
    void takesTheLastOfGrowingUsage() {
        String growing =
                "{\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"}}],\"usage\":{\"prompt_tokens\":5,"
                        + "\"completion_tokens\":%d,\"total_tokens\":%d}}";
        StreamMeter meter =
                Shapes.metered(stream(growing.formatted(1, 6), growing.formatted(2, 7), growing.formatted(3, 8)));
        assertThat(meter.usage()).contains(new Usage(5, 0, 0, 0, 3, 0));
        assertThat(meter.contentBytes()).isEqualTo(3);
    }

    @Test
    void leavesUsageEmptyWhereNoneComes() {
        StreamMeter meter = Shapes.metered(stream(delta("{\"content\":\"x\"}"), finish("length"), "[DONE]"));
        assertThat(meter.usage()).isEmpty();
        assertThat(meter.stop().orElseThrow().reason()).isEqualTo(StopReason.LENGTH);
        assertThat(Shapes.metered(stream(
                                delta("{\"content\":\"x\"}").replace("}]}", "}],\"usage\":{\"prompt_tokens\":-3}}")))
                        .usage())
                .contains(Usage.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"m\",\"type\":\"server_error\",\"code\":null}}",
                "{\"error\" : {\"message\":\"m\"}}",
                "{\"error\":\"m\"}",
                "{\"error\":{\"message\":\"m\",\"code\":429}}",
                "{\"id\":\"x\",\"error\":{\"message\":\"m\"},\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}"
            })
    void seesErrorsInsteadOfContent(String chunk) {
        for (String before : List.of("", delta("{\"content\":\"x\"}"))) {
            StreamMeter meter = OpenAi.provider().streamMeter();
            if (!before.isEmpty()) {
                meter.on(SseEvent.of(bytes(before)));
            }
            assertThat(meter.on(SseEvent.of(bytes(chunk)))).isEqualTo(Mark.ERROR);
            assertThat(meter.error().orElseThrow().message()).isEqualTo("m");
            assertThat(meter.error().orElseThrow().source()).isEqualTo(WireError.Source.PROVIDER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"error\":null", "\"error\":false", "\"error\":\"\""})
    void doesNotTakeAnEmptyErrorForOne(String none) {
        StreamMeter meter = OpenAi.provider().streamMeter();
        String chunk = delta("{\"content\":\"x\"}").replace("{\"id\"", "{" + none + ",\"id\"");
        assertThat(meter.on(SseEvent.of(bytes(chunk)))).isEqualTo(Mark.CONTENT);
        assertThat(meter.on(SseEvent.of(bytes(chunk)))).isEqualTo(Mark.CONTENT);
        assertThat(meter.error()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "<html>",
                "[1]",
                "\"x\"",
                "{\"id\":",
                "{\"choices\":[{\"delta\":{\"content\":\"x\"}}]",
                "{\"choices\":[}]"
            })
    void seesGarbage(String data) {
        StreamMeter fresh = OpenAi.provider().streamMeter();
        assertThat(fresh.on(SseEvent.of(bytes(data)))).isEqualTo(Mark.GARBAGE);
        StreamMeter running = OpenAi.provider().streamMeter();
        running.on(SseEvent.of(bytes(delta("{\"content\":\"x\"}"))));
        assertThat(running.on(SseEvent.of(bytes(data))))
                .isEqualTo(data.equals("{\"choices\":[}]") ? Mark.CONTENT : Mark.GARBAGE);
    }

    @Test
    void takesAForcedToolForTools() {
        String call =
                delta("{\"tool_calls\":[{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}");
        StreamMeter meter = OpenAi.provider().streamMeter();
        assertThat(meter.on(SseEvent.of(bytes(call)))).isEqualTo(Mark.CONTENT);
        meter.on(SseEvent.of(bytes(finish("stop"))));
        assertThat(meter.stop().orElseThrow().reason()).isEqualTo(StopReason.TOOL_CALLS);
        assertThat(meter.stop().orElseThrow().provider()).isEqualTo("stop");
    }

    private static List<Mark> marks(String stream) {
        StreamMeter meter = OpenAi.provider().streamMeter();
        return Shapes.events(bytes(stream)).stream().map(meter::on).toList();
    }

    private static String text(String... data) {
        return Shapes.text(stream(data));
    }
}
