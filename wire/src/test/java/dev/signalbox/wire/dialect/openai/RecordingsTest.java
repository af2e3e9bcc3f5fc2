package dev.signalbox.wire.dialect.openai;

import static dev.signalbox.wire.dialect.openai.Shapes.USAGE;
import static dev.signalbox.wire.dialect.openai.Shapes.bytes;
import static dev.signalbox.wire.dialect.openai.Shapes.json;
import static dev.signalbox.wire.dialect.openai.Shapes.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import dev.signalbox.wire.sse.SseParser;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of real providers mean here what their raw JSON says, and pass through byte for byte. */
class RecordingsTest {
    /** Recordings that are not of this dialect although they are filed as chat, each with its reason. */
    private static final Map<String, String> NOT_OURS =
            Map.of("cohere/", "Cohere's own v2 dialect, not chat completions");

    /** Requests that OpenAI itself would refuse, each with its reason; they pass untouched but cannot be translated. */
    private static final Map<String, String> NOT_READABLE =
            Map.of("writer/chat-sse-toolresult-palmyra-x4-0c93d7.json", "tool calls and their results without ids");

    private static final List<Recording> ALL = Recording.all();
    private static final ProviderDialect PROVIDER = OpenAi.provider();

    @Test
    void recordingsAreThere() {
        assumeTrue(Recording.folder().isPresent(), "skipped: no recordings beside the project (../shared/wire)");
        assertThat(answers()).hasSizeGreaterThan(100);
        assertThat(answers().filter(recording -> recording.name().startsWith("openai/")))
                .hasSizeGreaterThan(20);
    }

    static Stream<Recording> ours() {
        return ALL.stream().filter(recording -> NOT_OURS.keySet().stream().noneMatch(recording.name()::startsWith));
    }

    static Stream<Recording> answers() {
        return ours().filter(recording -> recording.status() == 200);
    }

    static Stream<Recording> streams() {
        return answers().filter(Recording::stream);
    }

    static Stream<Recording> wholes() {
        return answers().filter(recording -> !recording.stream());
    }

    static Stream<Recording> errors() {
        return ours().filter(recording -> recording.status() != 200);
    }

    static Stream<Recording> requests() {
        return answers().filter(recording -> recording.request().isPresent());
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("streams")
    void readsStreams(Recording recording) throws Exception {
        Heard heard = Heard.of(Shapes.read(recording.body()));
        Expected expected = Expected.of(recording);
        assertThat(heard.text).hasToString(expected.text.toString());
        assertThat(heard.reasoning).hasToString(expected.reasoning.toString());
        assertThat(heard.calls()).isEqualTo(expected.calls);
        assertThat(heard.finish).isEqualTo(expected.finish);
        assertThat(heard.failed).isEqualTo(expected.failed);
        assertUsage(heard.usage, expected);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("streams")
    void metersStreamsAsTheyAreRead(Recording recording) throws Exception {
        StreamMeter meter = Shapes.metered(recording.body());
        Heard heard = Heard.of(Shapes.read(recording.body()));
        Expected expected = Expected.of(recording);
        assertThat(meter.usage()).isEqualTo(heard.usage);
        assertThat(meter.stop().map(stop -> stop.provider()).orElse("")).isEqualTo(expected.finish);
        assertThat(meter.error().isPresent()).isEqualTo(expected.failed);
        assertThat(meter.contentBytes()).isEqualTo(heard.contentBytes());
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("streams")
    void passesStreamsUntouched(Recording recording) {
        StreamMeter meter = PROVIDER.streamMeter();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (SseEvent event : Shapes.events(recording.body())) {
            PROVIDER.pass(event, meter.on(event), USAGE).forEach(shown -> out.writeBytes(shown.raw()));
        }
        assertThat(out.toByteArray()).isEqualTo(recording.body());
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("streams")
    void readsStreamsThatArriveByteByByte(Recording recording) throws Exception {
        SseParser parser = new SseParser(1 << 20);
        StreamReader reader = PROVIDER.streamReader();
        List<StreamEvent> told = new ArrayList<>();
        for (byte b : recording.body()) {
            for (SseEvent event : parser.feed(new byte[] {b})) {
                told.addAll(reader.on(event));
            }
        }
        SseEvent rest = parser.end();
        if (rest != null) {
            told.addAll(reader.on(rest));
        }
        told.addAll(reader.end());
        assertThat(told).isEqualTo(Shapes.read(recording.body()));
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("wholes")
    void readsWholeAnswers(Recording recording) throws Exception {
        ModelReply reply = PROVIDER.read(recording.body());
        Expected expected = Expected.of(recording);
        Heard heard = Heard.of(reply);
        assertThat(heard.text).hasToString(expected.text.toString());
        assertThat(heard.reasoning).hasToString(expected.reasoning.toString());
        assertThat(heard.calls()).isEqualTo(expected.calls);
        assertThat(reply.stop().provider()).isEqualTo(expected.finish);
        assertUsage(reply.usage(), expected);
        ProviderDialect.Summary summary = PROVIDER.summary(recording.body());
        assertThat(summary.usage()).isEqualTo(reply.usage());
        assertThat(summary.model()).isEqualTo(reply.model());
        assertThat(summary.providerStop()).isEqualTo(expected.finish);
        assertThat(PROVIDER.pass(recording.body(), USAGE)).isSameAs(recording.body());
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("errors")
    void readsErrors(Recording recording) {
        WireError error = PROVIDER.readError(recording.status(), recording.body());
        assertThat(error.kind().status()).isEqualTo(recording.status());
        assertThat(error.message()).isNotBlank().doesNotStartWith("{");
        assertThatThrownBy(() -> PROVIDER.read(recording.body())).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> PROVIDER.summary(recording.body())).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("requests")
    void writesRequestsAsTheyWereRead(Recording recording) throws Exception {
        Json.Obj sent = recording.request().orElseThrow();
        byte[] body = JsonCodec.write(sent);
        if (NOT_READABLE.containsKey(recording.name())) {
            assertThatThrownBy(() -> OpenAi.caller().read(body)).isInstanceOf(Unreadable.class);
            return;
        }
        String name = sent.text("model").orElseThrow();
        Translation.Ready written =
                (Translation.Ready) PROVIDER.write(OpenAi.caller().read(body), model(name, Thinking.UNKNOWN));
        assertThat(written.losses()).isEmpty();
        assertThat(Normal.request(json(written.body()))).isEqualTo(Normal.request(sent));
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("requests")
    void passesRequestsWithOnlyTheQuestionForUsageAdded(Recording recording) throws Exception {
        Json.Obj sent = recording.request().orElseThrow();
        byte[] body = JsonCodec.write(sent);
        Envelope envelope = OpenAi.caller().open(body);
        byte[] passed = PROVIDER.pass(envelope, model(envelope.model(), Thinking.UNKNOWN))
                .body();
        if (!envelope.stream() || envelope.usageWanted()) {
            assertThat(passed).isEqualTo(body);
        } else if (sent.find("stream_options").isEmpty()) {
            String before = new String(body, StandardCharsets.UTF_8);
            assertThat(new String(passed, StandardCharsets.UTF_8))
                    .isEqualTo(
                            before.substring(0, before.length() - 1) + ",\"stream_options\":{\"include_usage\":true}}");
        }
    }

    private static void assertUsage(Optional<Usage> usage, Expected expected) {
        assertThat(usage.isPresent()).isEqualTo(expected.input >= 0);
        usage.ifPresent(counts -> {
            assertThat(counts.input()).isEqualTo(expected.input);
            assertThat(counts.output()).isEqualTo(Math.max(expected.output, expected.total - expected.input));
            assertThat(counts.cacheRead()).isEqualTo(Math.min(expected.cached, expected.input));
        });
    }

    /** What a reader told, gathered. */
    private static final class Heard {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder reasoning = new StringBuilder();
        private final Map<Integer, StringBuilder> calls = new LinkedHashMap<>();
        private long argumentBytes;
        private String finish = "";
        private boolean failed;
        private Optional<Usage> usage = Optional.empty();

        static Heard of(List<StreamEvent> events) {
            Heard heard = new Heard();
            for (StreamEvent event : events) {
                switch (event) {
                    case StreamEvent.TextDelta(int _, String more) -> heard.text.append(more);
                    case StreamEvent.ReasoningDelta(int _, String more) -> heard.reasoning.append(more);
                    case StreamEvent.ToolCallStarted call -> {
                        assertThat(call.id()).isNotEmpty();
                        heard.calls.put(call.part(), new StringBuilder(call.name() + "("));
                    }
                    case StreamEvent.ToolCallDelta(int part, String more) -> heard.arguments(part, more);
                    case StreamEvent.Stopped stopped ->
                        heard.finish = stopped.stop().provider();
                    case StreamEvent.UsageReported reported -> heard.usage = Optional.of(reported.usage());
                    case StreamEvent.Failed _ -> heard.failed = true;
                    default -> {}
                }
            }
            return heard;
        }

        private void arguments(int part, String more) {
            calls.get(part).append(more);
            argumentBytes += bytes(more).length;
        }

        static Heard of(ModelReply reply) {
            Heard heard = new Heard();
            for (Content part : reply.content()) {
                switch (part) {
                    case Content.Text words -> heard.text.append(words.text());
                    case Content.Reasoning thought -> heard.reasoning.append(thought.text());
                    case Content.ToolCall call ->
                        heard.calls.put(heard.calls.size(), new StringBuilder(call.name() + "(" + call.arguments()));
                    default -> throw new AssertionError("unexpected part " + part);
                }
            }
            return heard;
        }

        private List<String> calls() {
            return calls.values().stream().map(call -> call + ")").toList();
        }

        private long contentBytes() {
            return bytes(text.toString()).length + bytes(reasoning.toString()).length + argumentBytes;
        }
    }
}
