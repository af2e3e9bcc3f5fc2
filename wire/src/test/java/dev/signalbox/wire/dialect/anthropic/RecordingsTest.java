package dev.signalbox.wire.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import dev.signalbox.wire.sse.SseParser;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the real provider sent means what it says, whole and streamed, passed on and translated. */
class RecordingsTest {
    /** Recordings that cannot pass the way through the canonical model, and why. */
    private static final Map<String, String> CANNOT_BE_TRANSLATED = Map.of(
            "messages-sse-fx-spliced-message-start",
            "a second answer begins in the middle of the first: what was told cannot be taken back, so it is a failure");

    private static final List<Recording> ALL = Recording.all();

    static Stream<Recording> streams() {
        return ALL.stream().filter(recording -> recording.stream() && recording.status() == 200);
    }

    static Stream<Recording> wholes() {
        return ALL.stream().filter(recording -> !recording.stream() && recording.status() == 200);
    }

    static Stream<Recording> errors() {
        return ALL.stream().filter(recording -> recording.status() != 200);
    }

    static Stream<Recording> requests() {
        return ALL.stream().filter(recording -> recording.request().isPresent());
    }

    @Test
    void coversEveryRecordingOfTheEndpoint() {
        assumeFalse(ALL.isEmpty(), "the recordings are not on this machine (expected: ../shared/wire)");
        assertThat(streams().count() + wholes().count() + errors().count()).isEqualTo(ALL.size());
        assertThat(ALL).extracting(Recording::name).containsAll(CANNOT_BE_TRANSLATED.keySet());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("streams")
    void readsAStreamAsItIs(Recording recording) throws Unreadable {
        String raw = Fixtures.text(recording.body());
        List<StreamEvent> events = Fixtures.readStream(raw);
        if (CANNOT_BE_TRANSLATED.containsKey(recording.name())) {
            assertThat(events.getLast()).isInstanceOf(StreamEvent.Failed.class);
            return;
        }
        assertThat(Answer.of(events)).isEqualTo(firstAnswer(raw));
        assertThat(events.getLast()).isInstanceOf(StreamEvent.Ended.class);
        assertThat(Fixtures.readStream(bytewise(recording.body()))).isEqualTo(events);
        assertThat(Answer.ofStream(Fixtures.writeStream(events))).isEqualTo(firstAnswer(raw));
    }

    /** One recording (tool-search-deferred-bm25) holds three answers one behind the other; a stream ends with its first. */
    private static Answer firstAnswer(String raw) {
        String end = "event: message_stop";
        return Answer.ofStream(raw.substring(0, raw.indexOf(end) + end.length()));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("streams")
    void passesAStreamOnAndMeasuresIt(Recording recording) {
        String raw = Fixtures.text(recording.body());
        StreamMeter meter = Anthropic.provider().streamMeter();
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        List<StreamMeter.Mark> marks = new ArrayList<>();
        for (SseEvent event : Fixtures.events(recording.body())) {
            StreamMeter.Mark mark = meter.on(event);
            marks.add(mark);
            Anthropic.provider().pass(event, mark, Fixtures.STYLE).forEach(e -> passed.writeBytes(e.raw()));
        }
        Answer expected = Answer.ofStream(raw);
        assertThat(passed.toByteArray()).isEqualTo(recording.body());
        assertThat(marks).doesNotContain(StreamMeter.Mark.GARBAGE, StreamMeter.Mark.ERROR, StreamMeter.Mark.USAGE);
        assertThat(marks.getFirst()).isEqualTo(StreamMeter.Mark.PREFACE);
        assertThat(marks.getLast()).isEqualTo(StreamMeter.Mark.END);
        assertThat(meter.usage().map(Answer::counts)).contains(expected.usage());
        assertThat(meter.stop())
                .get()
                .satisfies(stop -> assertThat(stop.provider()).isEqualTo(expected.stop()));
        assertThat(meter.contentBytes()).isGreaterThanOrEqualTo(expected.text().length());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("wholes")
    void readsAWholeAnswerAsItIs(Recording recording) throws Unreadable {
        Json.Obj raw = Fixtures.json(recording.body());
        Answer expected = Answer.ofMessage(raw);
        ModelReply reply = Anthropic.provider().read(recording.body());
        assertThat(Answer.of(reply)).isEqualTo(expected);
        Json.Obj written = Fixtures.json(Anthropic.caller().write(reply, Fixtures.STYLE));
        assertThat(Answer.ofMessage(written)).isEqualTo(expected);
        assertThat(written.get("content")).isEqualTo(raw.get("content"));
        assertThat(written.without("usage").fields().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        raw.without("usage").fields().keySet());
        ProviderDialect.Summary summary = Anthropic.provider().summary(recording.body());
        assertThat(summary.usage().map(Answer::counts)).contains(expected.usage());
        assertThat(summary.providerStop()).isEqualTo(expected.stop());
        assertThat(summary.model()).isEqualTo(raw.text("model").orElseThrow());
        assertThat(summary.contentBytes())
                .isGreaterThanOrEqualTo(expected.text().length());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("errors")
    void readsAnErrorAsItIs(Recording recording) {
        Json.Obj raw = Fixtures.json(recording.body());
        WireError error = Anthropic.provider().readError(recording.status(), recording.body());
        assertThat(error.kind().status()).isEqualTo(recording.status());
        assertThat(Json.text(error.message())).isEqualTo(Fixtures.at(raw, "error.message"));
        assertThat(error.providerRequestId()).isEqualTo(raw.text("request_id"));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("requests")
    void passesARequestOnWithTheModelAloneChanged(Recording recording) throws Unreadable {
        Json.Obj request = recording.request().orElseThrow();
        String sent = Fixtures.text(JsonCodec.write(request));
        String model = request.text("model").orElseThrow();
        ModelFacts same = new ModelFacts(model, OptionalLong.empty(), 4_096, ModelFacts.Thinking.UNKNOWN);
        assertThat(Fixtures.text(Fixtures.pass(sent, same).body())).isEqualTo(sent);
        ModelFacts other = new ModelFacts("other", OptionalLong.empty(), 4_096, ModelFacts.Thinking.UNKNOWN);
        assertThat(Fixtures.text(Fixtures.pass(sent, other).body()))
                .isEqualTo(sent.replace("\"model\":\"" + model + "\"", "\"model\":\"other\""));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("requests")
    void readsARequestSoThatItCanBeWrittenAgain(Recording recording) {
        String sent = Fixtures.text(JsonCodec.write(recording.request().orElseThrow()));
        ModelRequest read = Fixtures.read(sent);
        ModelFacts facts = new ModelFacts(read.model(), OptionalLong.empty(), 4_096, ModelFacts.Thinking.UNKNOWN);
        Translation.Ready written = Fixtures.write(read, facts);
        assertThat(written.losses()).isEmpty();
        ModelRequest again = Fixtures.read(Fixtures.text(written.body()));
        assertThat(again.messages()).isEqualTo(read.messages());
        assertThat(again.tools()).isEqualTo(read.tools());
        assertThat(again.toolChoice()).isEqualTo(read.toolChoice());
        assertThat(again.responseFormat()).isEqualTo(read.responseFormat());
        assertThat(again.extra()).isEqualTo(read.extra());
        assertThat(again.stream()).isEqualTo(read.stream());
    }

    private static List<SseEvent> bytewise(byte[] stream) {
        SseParser parser = new SseParser(1 << 24);
        List<SseEvent> events = new ArrayList<>();
        for (byte b : stream) {
            events.addAll(parser.feed(new byte[] {b}));
        }
        SseEvent last = parser.end();
        if (last != null) {
            events.add(last);
        }
        return events;
    }
}
