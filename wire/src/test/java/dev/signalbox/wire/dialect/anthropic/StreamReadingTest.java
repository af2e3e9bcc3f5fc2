package dev.signalbox.wire.dialect.anthropic;

import static dev.signalbox.wire.dialect.anthropic.Fixtures.readStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamReadingTest {
    private static final String START = data(
            "{'type':'message_start','message':{'id':'msg_1','model':'m','usage':{'input_tokens':17,'output_tokens':1}}}");
    private static final String TEXT =
            data("{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}")
                    + data("{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Hi'}}")
                    + data("{'type':'content_block_stop','index':0}");
    private static final String STOP =
            data("{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':5}}")
                    + data("{'type':'message_stop'}");

    private static String data(String json) {
        return "data: " + json.replace('\'', '"') + "\n\n";
    }

    @Test
    void readsOneStartWhereAProviderSendsTwo() throws Unreadable {
        List<StreamEvent> events = readStream(START + START + TEXT + STOP);
        assertThat(events).filteredOn(StreamEvent.Started.class::isInstance).hasSize(1);
        assertThat(events).last().isInstanceOf(StreamEvent.Ended.class);
        assertThat(usage(events)).isEqualTo(new Usage(17, 0, 0, 0, 5, 0));
        assertThat(readStream(START + TEXT + START + STOP)).isEqualTo(readStream(START + TEXT + STOP));
    }

    @Test
    void tellsAnAnswerThatIsBegunAgainInTheMiddleAsAFailure() throws Unreadable {
        List<StreamEvent> events = readStream(START + TEXT + START.replace("msg_1", "msg_2") + TEXT + STOP);
        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        StreamEvent.Failed.class,
                        failed -> assertThat(failed.error().code()).contains("stream_restarted"));
    }

    @Test
    void tellsNoEndWhereTheStreamWasCut() throws Unreadable {
        List<StreamEvent> events = readStream(
                START + data("{'type':'content_block_start','index':0,'content_block':{'type':'text','text':'H'}}"));
        assertThat(events).noneMatch(event -> event instanceof StreamEvent.Ended);
        assertThat(events).last().isEqualTo(new StreamEvent.PartEnded(0));
    }

    @Test
    void tellsTheEndWhereOnlyTheLastEventIsMissing() throws Unreadable {
        List<StreamEvent> events = readStream(START
                + TEXT
                + data("{'type':'message_delta','delta':{'stop_reason':'max_tokens'},'usage':{'output_tokens':5}}"));
        assertThat(events).last().isInstanceOf(StreamEvent.Ended.class);
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, END",
        "stop_sequence, STOP_SEQUENCE",
        "max_tokens, LENGTH",
        "model_context_window_exceeded, LENGTH",
        "tool_use, TOOL_CALLS",
        "refusal, CONTENT_FILTER",
        "pause_turn, PAUSED",
        "word_of_tomorrow, END"
    })
    void keepsTheProvidersWordForTheStop(String word, StopReason reason) throws Unreadable {
        List<StreamEvent> events = readStream(START + STOP.replace("end_turn", word));
        assertThat(events)
                .filteredOn(StreamEvent.Stopped.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    assertThat(((StreamEvent.Stopped) event).stop().reason()).isEqualTo(reason);
                    assertThat(((StreamEvent.Stopped) event).stop().provider()).isEqualTo(word);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: <html>\n\n",
                "data: [1]\n\n",
                "data: {\"type\":\"content_block_delta\",\"index\":3,\"delta\":{}}\n\n",
                "data: {\"type\":\"content_block_start\",\"index\":\"x\"}\n\n"
            })
    void refusesWhatIsNotOfTheDialect(String garbage) {
        assertThatThrownBy(() -> readStream(START + garbage)).isInstanceOf(Unreadable.class);
    }

    @Test
    void hearsNothingBehindTheEnd() throws Unreadable {
        assertThat(readStream(START + STOP + TEXT)).last().isInstanceOf(StreamEvent.Ended.class);
    }

    @Test
    void addsStepsOfCompactionToTheUsageAndReplacesCumulativeCounts() throws Unreadable {
        List<StreamEvent> events = readStream(START
                + data("{'type':'message_delta','delta':{},'usage':{'input_tokens':null,'output_tokens':3}}")
                + data("{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'input_tokens':20,"
                        + "'cache_read_input_tokens':7,'cache_creation_input_tokens':9,'output_tokens':5,'iterations':["
                        + "{'type':'compaction','input_tokens':1000,'output_tokens':100},"
                        + "{'type':'message','input_tokens':20,'output_tokens':5}]}}"));
        assertThat(usage(events)).isEqualTo(new Usage(1020, 7, 9, 0, 105, 0));
    }

    @Test
    void readsAnErrorInsideTheStream() throws Unreadable {
        List<StreamEvent> events = readStream(
                START + data("{'type':'error','error':{'type':'rate_limit_error','message':'Slow down'}}") + TEXT);
        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        StreamEvent.Failed.class,
                        failed -> assertThat(failed.error().kind()).isEqualTo(WireError.Kind.RATE_LIMIT));
    }

    private static Usage usage(List<StreamEvent> events) {
        return events.stream()
                .filter(StreamEvent.UsageReported.class::isInstance)
                .map(event -> ((StreamEvent.UsageReported) event).usage())
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
