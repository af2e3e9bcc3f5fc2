package dev.signalbox.wire.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of real providers mean here what their raw JSON says, and pass through byte for byte. */
class RecordingsTest {
    /** Requests that only a gateway which stores answers could serve, each with its reason. */
    private static final Map<String, String> STORED = Map.of("previous_response_id", "answers are not stored");

    /** Recordings that are no single stream, each with its reason. */
    private static final Map<String, String> SEVERAL = Map.of(
            "azure/responses-sse-fx-azure-reasoning-encrypted-content-1.json", "several answers, one behind the other");

    /** Recordings whose deltas were thinned out by those who keep them, each with its reason. */
    private static final Map<String, String> ABRIDGED =
            Map.of("openai/responses-sse-fx-openai-phase-1.json", "most deltas of its messages are missing");

    private static final List<Recording> ALL = Recording.all();
    private static final ProviderDialect PROVIDER = Responses.provider();

    @Test
    void recordingsAreThere() {
        assumeTrue(Recording.folder().isPresent(), "skipped: no recordings beside the project (../shared/wire)");
        assertThat(ALL).hasSizeGreaterThanOrEqualTo(73);
        assertThat(ALL.stream().map(recording -> recording.name().split("/")[0]).distinct())
                .contains("openai", "azure", "deepseek", "xai", "lmstudio", "openrouter", "bedrock-mantle");
    }

    static Stream<Recording> streams() {
        return ALL.stream()
                .filter(recording -> recording.status() == 200 && recording.stream())
                .filter(recording -> !SEVERAL.containsKey(recording.name()));
    }

    static Stream<Recording> wholes() {
        return ALL.stream().filter(recording -> recording.status() == 200 && !recording.stream());
    }

    static Stream<Recording> errors() {
        return ALL.stream().filter(recording -> recording.status() != 200);
    }

    static Stream<Recording> requests() {
        return ALL.stream()
                .filter(recording -> recording
                        .request()
                        .filter(request -> request.find("input").isPresent())
                        .isPresent());
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("streams")
    void readsStreamsAsTheirLastEventTells(Recording recording) throws Exception {
        Told told = Told.by(Told.events(recording.body(), recording.body().length));
        Json.Obj last = last(recording);
        if (!last.text("status").orElse("").equals("completed")) {
            assertThat(told.failed).isTrue();
            return;
        }
        ModelReply whole = PROVIDER.read(JsonCodec.write(last));
        if (ABRIDGED.containsKey(recording.name())) {
            assertThat(told.content()).hasSameSizeAs(whole.content());
            return;
        }
        assertThat(readable(told.content())).isEqualTo(readable(whole.content()));
        assertThat(told.usage).isEqualTo(whole.usage()).isPresent();
        assertThat(told.stop).contains(whole.stop());
        assertThat(told.ended).isTrue();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("streams")
    void readsStreamsHoweverTheyAreCut(Recording recording) throws Exception {
        Told whole = Told.by(Told.events(recording.body(), recording.body().length));
        for (int piece : new int[] {1, 7, 1000}) {
            assertThat(Told.by(Told.events(recording.body(), piece)).steps).isEqualTo(whole.steps);
        }
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("streams")
    void metersStreamsAsTheyAreRead(Recording recording) throws Exception {
        List<SseEvent> events = Told.events(recording.body(), recording.body().length);
        Told told = Told.by(events);
        StreamMeter meter = PROVIDER.streamMeter();
        List<StreamMeter.Mark> marks = events.stream().map(meter::on).toList();
        assertThat(meter.usage()).isEqualTo(told.usage);
        assertThat(meter.stop()).isEqualTo(told.stop);
        assertThat(meter.error().isPresent()).isEqualTo(told.failed);
        assertThat(meter.model()).contains(last(recording).text("model").orElseThrow());
        assertThat(marks).doesNotContain(StreamMeter.Mark.GARBAGE);
        assertThat(marks.getFirst()).isEqualTo(StreamMeter.Mark.PREFACE);
        assertThat(marks).contains(told.failed ? StreamMeter.Mark.ERROR : StreamMeter.Mark.END);
        if (!told.content().isEmpty() && !told.failed) {
            assertThat(meter.contentBytes()).isPositive();
        }
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("streams")
    void passesStreamsUntouched(Recording recording) {
        for (SseEvent event : Told.events(recording.body(), 4096)) {
            assertThat(PROVIDER.pass(
                            event, StreamMeter.Mark.CONTENT, Wire.answerTo("{\"model\":\"m\",\"input\":\"x\"}")))
                    .containsExactly(event);
        }
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("streams")
    void tellsAStreamAgain(Recording recording) throws Exception {
        Told told = Told.by(Told.events(recording.body(), recording.body().length));
        List<SseEvent> again = Wire.written(Wire.answerTo("{\"model\":\"m\",\"input\":\"x\"}"), told.steps);
        Told twice = Told.by(again);
        assertThat(twice.content()).isEqualTo(told.content());
        assertThat(twice.usage).isEqualTo(told.usage);
        assertThat(twice.failed).isEqualTo(told.failed);
        for (int i = 0; i < again.size(); i++) {
            Json.Obj data = Wire.json(again.get(i).data());
            assertThat(data.whole("sequence_number")).hasValue(i);
            assertThat(data.text("type")).contains(String.valueOf(again.get(i).name()));
        }
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("wholes")
    void readsAnswers(Recording recording) throws Exception {
        Json.Obj raw = Wire.json(recording.body());
        ModelReply reply = PROVIDER.read(recording.body());
        ProviderDialect.Summary summary = PROVIDER.summary(recording.body());
        assertThat(reply.id()).isEqualTo(raw.text("id").orElseThrow());
        assertThat(reply.model()).isEqualTo(raw.text("model").orElseThrow()).isEqualTo(summary.model());
        assertThat(summary.usage()).isEqualTo(reply.usage());
        assertThat(summary.providerStop()).isEqualTo(reply.stop().provider());
        Usage usage = reply.usage().orElseThrow();
        Json.Obj told = raw.object("usage").orElseThrow();
        assertThat(usage.input()).isEqualTo(told.whole("input_tokens").orElseThrow());
        assertThat(usage.total()).isEqualTo(told.whole("total_tokens").orElseThrow());
        assertThat(PROVIDER.pass(recording.body(), Wire.answerTo("{\"model\":\"m\",\"input\":\"x\"}")))
                .isSameAs(recording.body());
        ModelReply again =
                PROVIDER.read(Responses.caller().write(reply, Wire.answerTo("{\"model\":\"m\",\"input\":\"x\"}")));
        assertThat(again.content()).isEqualTo(reply.content());
        assertThat(again.usage()).isEqualTo(reply.usage());
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("requests")
    void readsRequestsAndWritesThemAgain(Recording recording) throws Exception {
        byte[] body = JsonCodec.write(recording.request().orElseThrow());
        if (recording.request().orElseThrow().find("previous_response_id").isPresent()) {
            assertThat(STORED).containsKey("previous_response_id");
            assertThatThrownBy(() -> Responses.caller().open(body))
                    .isInstanceOfSatisfying(
                            Unreadable.class, e -> assertThat(e.field()).contains("previous_response_id"));
            return;
        }
        Envelope envelope = Responses.caller().open(body);
        Translation.Ready written =
                (Translation.Ready) PROVIDER.write(Responses.caller().read(envelope), Wire.model(Thinking.UNKNOWN));
        assertThat(written.losses()).isEmpty();
        Json.Obj sent = Wire.json(written.body());
        Json.Obj asked = Wire.json(body);
        assertThat(sent.items("tools")).hasSameSizeAs(asked.items("tools"));
        assertThat(sent.bool("store")).contains(false);
        assertThat(said(sent)).isEqualTo(said(asked));
        Translation.Ready passed = PROVIDER.pass(envelope, Wire.model(Thinking.UNKNOWN));
        assertThat(Wire.json(passed.body()).without("model", "store")).isEqualTo(asked.without("model", "store"));
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("errors")
    void readsErrors(Recording recording) {
        WireError error = PROVIDER.readError(recording.status(), recording.body());
        Json.Obj raw = Wire.json(recording.body());
        String message = raw.object("error")
                .flatMap(inner -> inner.text("message"))
                .or(() -> raw.text("error"))
                .orElseThrow();
        assertThat(error.message()).isEqualTo(message);
        assertThat(error.source()).isEqualTo(WireError.Source.PROVIDER);
        assertThat(Responses.caller().status(error)).isEqualTo(recording.status() == 401 ? 502 : recording.status());
    }

    /** All words that the model is to read, in their order. */
    private static String said(Json.Obj request) {
        StringBuilder said = new StringBuilder(request.text("instructions").orElse(""));
        Optional<String> text = request.text("input");
        text.ifPresent(said::append);
        for (Json item : request.items("input")) {
            Json.Obj object = (Json.Obj) item;
            said.append(object.text("content").orElse(""));
            object.items("content")
                    .forEach(part -> said.append(((Json.Obj) part).text("text").orElse("")));
            said.append(object.text("arguments").orElse(""))
                    .append(object.text("output").orElse(""))
                    .append(object.text("call_id").orElse(""))
                    .append(object.text("encrypted_content").orElse(""));
        }
        return said.toString();
    }

    /** OpenAI encrypts the same reasoning anew in the last event, so of that only its presence can be compared. */
    private static List<Content> readable(List<Content> content) {
        return content.stream()
                .filter(part -> !(part instanceof Content.Foreign))
                .map(part -> part instanceof Content.Reasoning reasoning
                        ? new Content.Reasoning(
                                reasoning.text(),
                                reasoning.signature().map(_ -> "encrypted"),
                                reasoning.redacted(),
                                reasoning.provider(),
                                reasoning.extra())
                        : part)
                .toList();
    }

    private static Json.Obj last(Recording recording) {
        return Told.events(recording.body(), recording.body().length).stream()
                .filter(event -> event.length() > 0 && !event.isExactly("[DONE]"))
                .map(event -> Wire.json(event.data()))
                .flatMap(data -> data.object("response").stream())
                .reduce((one, other) -> other)
                .orElseThrow();
    }
}
