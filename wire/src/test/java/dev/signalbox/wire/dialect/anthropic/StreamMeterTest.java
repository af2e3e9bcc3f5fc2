package dev.signalbox.wire.dialect.anthropic;

import static dev.signalbox.wire.dialect.StreamMeter.Mark.CONTENT;
import static dev.signalbox.wire.dialect.StreamMeter.Mark.END;
import static dev.signalbox.wire.dialect.StreamMeter.Mark.ERROR;
import static dev.signalbox.wire.dialect.StreamMeter.Mark.GARBAGE;
import static dev.signalbox.wire.dialect.StreamMeter.Mark.PREFACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import org.junit.jupiter.api.Test;

class StreamMeterTest {
    private static final String START =
            "{'type':'message_start','message':{'id':'1','model':'claude-x-1','usage':{'input_tokens':17,"
                    + "'cache_read_input_tokens':5,'cache_creation_input_tokens':9,"
                    + "'cache_creation':{'ephemeral_5m_input_tokens':2,'ephemeral_1h_input_tokens':7},'output_tokens':1}}}";

    private final StreamMeter meter = Anthropic.provider().streamMeter();

    private StreamMeter.Mark on(String name, String json) {
        return meter.on(SseEvent.of(name, Fixtures.bytes(json.replace('\'', '"'))));
    }

    @Test
    void marksWhatEachEventIs() {
        assertThat(on("message_start", START)).isEqualTo(PREFACE);
        assertThat(on("ping", "{'type': 'ping'}")).isEqualTo(PREFACE);
        assertThat(on(
                        "content_block_start",
                        "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}"))
                .isEqualTo(PREFACE);
        assertThat(on(
                        "content_block_delta",
                        "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'H'}}  "))
                .isEqualTo(CONTENT);
        assertThat(on("content_block_stop", "{'type':'content_block_stop','index':0}"))
                .isEqualTo(CONTENT);
        assertThat(on("tomorrow", "{'type':'tomorrow'}")).isEqualTo(CONTENT);
        assertThat(on(
                        "message_delta",
                        "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':4}}"))
                .isEqualTo(CONTENT);
        assertThat(on("message_stop", "{'type':'message_stop'}")).isEqualTo(END);
        assertThat(meter.stop())
                .get()
                .satisfies(stop -> assertThat(stop.reason()).isEqualTo(StopReason.END));
        assertThat(meter.model()).contains("claude-x-1");
        assertThat(meter.usage()).contains(new Usage(17, 5, 2, 7, 4, 0));
    }

    @Test
    void aRequestForAToolIsContentFromItsStart() {
        assertThat(
                        on(
                                "content_block_start",
                                "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t','name':'w','input':{}}}"))
                .isEqualTo(CONTENT);
    }

    @Test
    void measuresWordsThoughtsAndArgumentsAlikeWhateverTheSpelling() {
        on(
                "content_block_delta",
                "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'abc'}}");
        assertThat(meter.contentBytes()).isEqualTo(3);
        on(
                "content_block_delta",
                "{ 'type' : 'content_block_delta', 'delta' : {'type':'thinking_delta', 'thinking' : 'ab'} }");
        assertThat(meter.contentBytes()).isEqualTo(5);
        on(
                "content_block_delta",
                "{'type':'content_block_delta','delta':{'type':'input_json_delta','partial_json':'{\\'a\\':'}}");
        assertThat(meter.contentBytes()).isEqualTo(12);
        on(null, "{'type':'content_block_delta','delta':{'type':'text_delta','text':'ab'}}");
        assertThat(meter.contentBytes()).isEqualTo(14);
        on(
                "content_block_delta",
                "{'type':'content_block_delta','delta':{'type':'signature_delta','signature':'EqQB'}}");
        assertThat(meter.contentBytes()).isEqualTo(14);
        on("content_block_delta", "{'delta':{'text':'abcd','type':'text_delta'},'type':'content_block_delta'}");
        assertThat(meter.contentBytes()).isEqualTo(18);
    }

    @Test
    void takesErrorsAndGarbageForWhatTheyAre() {
        assertThat(on("error", "{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}"))
                .isEqualTo(ERROR);
        assertThat(meter.error())
                .get()
                .satisfies(error -> assertThat(error.kind()).isEqualTo(WireError.Kind.OVERLOADED));
        assertThat(on("error", "gone")).isEqualTo(ERROR);
        assertThat(on(null, "<html>")).isEqualTo(GARBAGE);
        assertThat(on(null, "[1]")).isEqualTo(GARBAGE);
        assertThat(on("content_block_delta", "{'type':'content_block_delta','delta':{'type':'text_delta','text':'cut"))
                .isEqualTo(GARBAGE);
    }

    @Test
    void countsAnAnswerThatIsBegunAgainOnce() {
        on("message_start", START);
        on("message_start", START.replace("17", "18"));
        assertThat(meter.usage()).contains(new Usage(18, 5, 2, 7, 1, 0));
    }

    @Test
    void knowsNoUsageBeforeAnyWasTold() {
        on("content_block_delta", "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'H'}}");
        assertThat(meter.usage()).isEmpty();
        assertThat(meter.stop()).isEmpty();
        assertThat(meter.model()).isEmpty();
        assertThat(meter.error()).isEmpty();
    }
}
