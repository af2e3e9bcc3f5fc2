package dev.signalbox.wire.dialect.openai;

import static dev.signalbox.wire.dialect.openai.Shapes.bytes;
import static dev.signalbox.wire.dialect.openai.Shapes.delta;
import static dev.signalbox.wire.dialect.openai.Shapes.finish;
import static dev.signalbox.wire.dialect.openai.Shapes.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.wire.dialect.ProviderDialect.Summary;
import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"choices\":[]}",
                "{\"choices\":null}",
                "{\"choices\":{}}",
                "{\"error\":{\"message\":\"m\"}}",
                "{\"error\":{\"message\":\"m\"},\"choices\":[{\"message\":{\"content\":\"x\"}}]}",
                "{\"choices\":[{\"message\":{\"content\":\"x\"}}"
            })
    void refusesGarbageInsideASuccess(String body) {
        assertThatThrownBy(() -> OpenAi.provider().read(bytes(body))).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> OpenAi.provider().summary(bytes(body))).isInstanceOf(Unreadable.class);
    }

    @Test
    void summarisesWithoutBuilding() throws Exception {
        Summary summary = OpenAi.provider()
                .summary(
                        bytes(
                                "{\"model\":\"m\",\"choices\":[{\"finish_reason\":\"length\",\"message\":{\"content\":\"abc\","
                                        + "\"reasoning\":\"de\",\"reasoning_content\":\"de\",\"tool_calls\":[{\"function\":{\"arguments\":\"fg\"}}]}}]}"));
        assertThat(summary).isEqualTo(new Summary("m", Optional.empty(), "length", 7));
    }

    @Test
    void countsEachTokenOnce() {
        assertThat(
                        usage(
                                "{\"prompt_tokens\":100,\"completion_tokens\":20,\"prompt_tokens_details\":{\"cached_tokens\":60,\"cache_write_tokens\":30}}"))
                .isEqualTo(new Usage(10, 60, 30, 0, 20, 0));
        assertThat(usage("{\"prompt_tokens\":100,\"completion_tokens\":20,\"prompt_cache_hit_tokens\":40}"))
                .isEqualTo(new Usage(60, 40, 0, 0, 20, 0));
        assertThat(
                        usage(
                                "{\"prompt_tokens\":10,\"completion_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":99}}"))
                .isEqualTo(new Usage(0, 10, 0, 0, 1, 0));
        assertThat(
                        usage(
                                "{\"prompt_tokens\":10,\"completion_tokens\":1,\"total_tokens\":31,\"completion_tokens_details\":{\"reasoning_tokens\":20}}"))
                .isEqualTo(new Usage(10, 0, 0, 0, 21, 20));
        assertThat(usage("{\"prompt_tokens\":10,\"completion_tokens\":-5,\"completion_tokens_details\":null}"))
                .isEqualTo(new Usage(10, 0, 0, 0, 0, 0));
    }

    private static Usage usage(String counts) {
        return UsageFields.read(Shapes.json(counts)).orElseThrow();
    }

    @Test
    void readsUsageWrittenByItself() {
        Usage usage = new Usage(10, 20, 30, 0, 50, 5);
        assertThat(UsageFields.read(UsageFields.write(usage))).contains(usage);
    }

    @Test
    void closesWhatIsOpenAtTheEndAndSaysItOnce() throws Exception {
        StreamReader reader = OpenAi.provider().streamReader();
        for (SseEvent event : Shapes.events(stream(delta("{\"content\":\"x\"}"), finish("stop")))) {
            reader.on(event);
        }
        assertThat(reader.end()).containsExactly(new StreamEvent.Ended());
        assertThat(reader.end()).isEmpty();
    }

    @Test
    void doesNotEndAStreamThatWasCut() throws Exception {
        assertThat(Shapes.read(stream(delta("{\"content\":\"x\"}"))))
                .noneMatch(event -> event instanceof StreamEvent.Ended || event instanceof StreamEvent.Stopped);
        assertThat(Shapes.read(bytes(""))).isEmpty();
    }

    @Test
    void refusesGarbageInAStream() {
        StreamReader reader = OpenAi.provider().streamReader();
        assertThatThrownBy(() -> reader.on(SseEvent.of(bytes("<html>")))).isInstanceOf(Unreadable.class);
    }

    @Test
    void readsErrorsInAStreamAndNothingBehindThem() throws Exception {
        List<StreamEvent> events = Shapes.read(stream(
                "{\"error\":{\"message\":\"m\",\"code\":\"rate_limit_exceeded\"}}",
                delta("{\"content\":\"x\"}"),
                "[DONE]"));
        assertThat(events).hasSize(1);
        assertThat(((StreamEvent.Failed) events.getFirst()).error().kind()).isEqualTo(WireError.Kind.RATE_LIMIT);
    }

    @Test
    void tellsTheStartFromTheFirstChunkWithAChoice() throws Exception {
        List<StreamEvent> events = Shapes.read(stream(
                "{\"choices\":[],\"id\":\"\",\"model\":\"\",\"prompt_filter_results\":[]}",
                delta("{\"role\":\"assistant\"}")));
        assertThat(events.getFirst()).isEqualTo(new StreamEvent.Started("c1", "gpt-x-2026", Optional.empty()));
    }
}
