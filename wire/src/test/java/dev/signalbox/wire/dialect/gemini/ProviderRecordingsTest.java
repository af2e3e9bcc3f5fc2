package dev.signalbox.wire.dialect.gemini;

import static dev.signalbox.wire.dialect.gemini.ProviderShapes.STYLE;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.events;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.metered;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.model;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.read;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.openai.Recording;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import dev.signalbox.wire.sse.SseParser;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of Google's models mean here what their raw JSON says, and pass through byte for byte. */
class ProviderRecordingsTest {
    /** Streams that cannot be translated, each with its reason; they pass untouched. */
    private static final Map<String, String> NOT_READABLE = Map.of(
            "gemini/generate-stream-sse-fx-google-stream-tool-call-arguments.json",
            "calls in pieces, which come only where the request asks for them");

    private static final List<Recording> ALL = Recording.all("(gemini|vertex)/generate-.*\\.json");
    private static final ProviderDialect PROVIDER = Gemini.provider();

    @Test
    void recordingsAreThere() {
        assumeTrue(Recording.folder().isPresent(), "skipped: no recordings beside the project (../shared/wire)");
        assertThat(ALL).hasSizeGreaterThanOrEqualTo(50);
    }

    static Stream<Recording> streams() {
        return ALL.stream().filter(Recording::stream);
    }

    static Stream<Recording> readable() {
        return streams().filter(recording -> !NOT_READABLE.containsKey(recording.name()));
    }

    static Stream<Recording> wholes() {
        return ALL.stream().filter(recording -> !recording.stream() && recording.status() == 200);
    }

    static Stream<Recording> errors() {
        return ALL.stream().filter(recording -> recording.status() != 200);
    }

    static Stream<Recording> requests() {
        return ALL.stream()
                .filter(recording ->
                        recording.status() == 200 && recording.request().isPresent());
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("readable")
    void readsStreams(Recording recording) throws Exception {
        List<StreamEvent> told = read(recording.body());
        Raw raw = Raw.ofStream(recording.body());
        StringBuilder words = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        List<String> calls = new ArrayList<>();
        List<String> signatures = new ArrayList<>();
        Optional<Usage> usage = Optional.empty();
        String finish = "";
        for (StreamEvent event : told) {
            switch (event) {
                case StreamEvent.TextDelta(int _, String more) -> words.append(more);
                case StreamEvent.ReasoningDelta(int _, String more) -> thoughts.append(more);
                case StreamEvent.ToolCallStarted call -> calls.add(call.name());
                case StreamEvent.ToolCallDelta(int _, String more) -> calls.add(calls.removeLast() + more);
                case StreamEvent.ReasoningSignature signed ->
                    signatures.add(
                            Signatures.read(signed.signature()).orElseThrow().signature());
                case StreamEvent.Foreign foreign ->
                    foreign.raw().text("thoughtSignature").ifPresent(signatures::add);
                case StreamEvent.UsageReported reported -> usage = Optional.of(reported.usage());
                case StreamEvent.Stopped stopped -> finish = stopped.stop().provider();
                default -> {}
            }
        }
        assertThat(words).hasToString(raw.words.toString());
        assertThat(thoughts).hasToString(raw.thoughts.toString());
        assertThat(calls).isEqualTo(raw.calls);
        assertThat(signatures).isEqualTo(raw.signatures);
        assertThat(finish).isEqualTo(raw.finish).isNotEmpty();
        assertThat(usage.map(Usage::total).orElse(-1L)).isEqualTo(raw.total);
        assertThat(told).last().isInstanceOf(StreamEvent.Ended.class);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("streams")
    void metersAndPassesStreams(Recording recording) {
        Raw raw = Raw.ofStream(recording.body());
        StreamMeter meter = PROVIDER.streamMeter();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (SseEvent event : events(recording.body())) {
            PROVIDER.pass(event, meter.on(event), STYLE).forEach(shown -> out.writeBytes(shown.raw()));
        }
        assertThat(out.toByteArray()).isEqualTo(recording.body());
        assertThat(meter.usage().map(Usage::total).orElse(-1L)).isEqualTo(raw.total);
        assertThat(meter.stop().orElseThrow().provider()).isEqualTo(raw.finish);
        assertThat(meter.error()).isEmpty();
        assertThat(meter.model()).isPresent();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("readable")
    void understandsTheSameHoweverTheNetworkCuts(Recording recording) throws Exception {
        SseParser parser = new SseParser(1 << 22);
        List<SseEvent> events = new ArrayList<>();
        for (byte b : recording.body()) {
            events.addAll(parser.feed(new byte[] {b}));
        }
        Optional.ofNullable(parser.end()).ifPresent(events::add);
        assertThat(told(events)).isEqualTo(read(recording.body()));
        assertThat(metered(recording.body()).stop().map(stop -> stop.reason()))
                .isEqualTo(read(recording.body()).stream()
                        .filter(StreamEvent.Stopped.class::isInstance)
                        .map(event -> ((StreamEvent.Stopped) event).stop().reason())
                        .findFirst());
    }

    @Test
    void refusesCallsInPieces() {
        ALL.stream()
                .filter(recording -> NOT_READABLE.containsKey(recording.name()))
                .forEach(recording -> assertThatThrownBy(() -> read(recording.body()))
                        .isInstanceOf(Unreadable.class)
                        .hasMessageContaining("a piece of a call"));
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("wholes")
    void readsWholeAnswers(Recording recording) throws Exception {
        ModelReply reply = PROVIDER.read(recording.body());
        Raw raw = Raw.of(ProviderShapes.json(recording.body()));
        StringBuilder words = new StringBuilder();
        List<String> calls = new ArrayList<>();
        List<String> signatures = new ArrayList<>();
        for (Content part : reply.content()) {
            switch (part) {
                case Content.Text text -> words.append(text.text());
                case Content.ToolCall call -> calls.add(call.name() + call.arguments());
                case Content.Reasoning thought ->
                    thought.signature()
                            .flatMap(Signatures::read)
                            .ifPresent(placed -> signatures.add(placed.signature()));
                case Content.Foreign foreign ->
                    foreign.raw().text("thoughtSignature").ifPresent(signatures::add);
                case Content.Image image ->
                    image.extra().fields().text("thoughtSignature").ifPresent(signatures::add);
                default -> throw new AssertionError("unexpected part " + part);
            }
        }
        assertThat(words).hasToString(raw.words.toString());
        assertThat(calls).isEqualTo(raw.calls);
        assertThat(signatures).isEqualTo(raw.signatures);
        assertThat(reply.stop().provider()).isEqualTo(raw.finish);
        assertThat(reply.usage().map(Usage::total).orElse(-1L)).isEqualTo(raw.total);
        ProviderDialect.Summary summary = PROVIDER.summary(recording.body());
        assertThat(summary.usage()).isEqualTo(reply.usage());
        assertThat(summary.model()).isEqualTo(reply.model()).isNotEmpty();
        assertThat(summary.providerStop()).isEqualTo(raw.finish);
        assertThat(PROVIDER.pass(recording.body(), STYLE)).isSameAs(recording.body());
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("errors")
    void readsErrors(Recording recording) {
        WireError error = PROVIDER.readError(recording.status(), recording.body());
        boolean wrongKey = error.message().startsWith("API key not valid");
        assertThat(error.kind().status()).isEqualTo(wrongKey ? 401 : recording.status());
        assertThat(error.message()).isNotBlank().doesNotStartWith("{");
        assertThat(PROVIDER.retryAfter(recording.body()).isPresent()).isEqualTo(recording.status() == 429);
        assertThatThrownBy(() -> PROVIDER.read(recording.body())).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> PROVIDER.summary(recording.body())).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("requests")
    void passesRequestsUntouched(Recording recording) throws Exception {
        byte[] body = JsonCodec.write(recording.request().orElseThrow());
        Translation.Ready passed = new RequestPatch(JsonFields.of(body), model("gemini-x", Thinking.UNKNOWN)).pass();
        assertThat(passed.body()).isSameAs(body);
        assertThat(passed.adjustments()).isEmpty();
    }

    /** What the raw JSON says. */
    private static final class Raw {
        private final StringBuilder words = new StringBuilder();
        private final StringBuilder thoughts = new StringBuilder();
        private final List<String> calls = new ArrayList<>();
        private final List<String> signatures = new ArrayList<>();
        private String finish = "";
        private long total = -1;

        static Raw of(Json.Obj... pieces) {
            Raw raw = new Raw();
            for (Json.Obj piece : pieces) {
                raw.add(piece);
            }
            return raw;
        }

        static Raw ofStream(byte[] stream) {
            return of(events(stream).stream()
                    .filter(event -> !event.isEmpty())
                    .map(event -> ProviderShapes.json(event.data()))
                    .toArray(Json.Obj[]::new));
        }

        private void add(Json.Obj piece) {
            piece.object("usageMetadata").ifPresent(usage -> {
                if (usage.whole("totalTokenCount").isPresent()) {
                    total = usage.whole("totalTokenCount").getAsLong();
                }
            });
            for (Json value : piece.items("candidates")) {
                Json.Obj candidate = (Json.Obj) value;
                candidate.text("finishReason").ifPresent(word -> finish = word);
                candidate
                        .object("content")
                        .ifPresent(content -> content.items("parts").forEach(this::part));
            }
        }

        private void part(Json value) {
            Json.Obj part = (Json.Obj) value;
            part.text("thoughtSignature").ifPresent(signatures::add);
            part.text("text").ifPresent(part.bool("thought").orElse(false) ? thoughts::append : words::append);
            part.object("functionCall")
                    .ifPresent(call -> calls.add(call.text("name").orElse("")
                            + ProviderShapes.text(call.find("args").orElse(Json.object(f -> {})))));
        }
    }
}
