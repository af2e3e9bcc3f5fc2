package dev.signalbox.server.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.QuirkSettings;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.Quirks;
import dev.signalbox.wire.dialect.ThinkingScale;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What clients really sent to a vendor, and what it took, goes there unchanged: a quirk that drops or renames something of
 * it is wrong. Only the question for usage may be added.
 */
class RecordedRequestsTest {
    private static final Vendors VENDORS = Vendors.load();

    /** Vendors by the folder of their recordings, where the names differ; others are spoken to without quirks. */
    private static final Map<String, String> FOLDERS = Map.of("gemini", "google-openai", "moonshotai", "moonshot");

    /** One request that was answered. */
    record Sent(String name, String vendor, Json.Obj body) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    void recordingsAreThere() throws IOException {
        assumeTrue(folder().isPresent(), "skipped: no recordings beside the project (../shared/wire)");
        assertThat(answered()).hasSizeGreaterThan(90);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("answered")
    void staysWhatTheVendorTook(Sent sent) throws Exception {
        byte[] body = JsonCodec.write(sent.body());
        Envelope envelope = OpenAi.caller().open(body);
        Translation passed = OpenAi.provider().pass(envelope, facts(envelope.model(), sent.vendor()), Map.of());

        Translation.Ready ready = (Translation.Ready) passed;
        Json.Obj there = JsonCodec.readObject(ready.body());
        assertThat(ready.losses()).extracting(Loss::field).isEmpty();
        assertThat(ready.adjustments()).isEmpty();
        boolean asks = envelope.stream() && !envelope.usageWanted();
        assertThat(asks ? there.without("stream_options") : there)
                .isEqualTo(asks ? sent.body().without("stream_options") : sent.body());
    }

    private static ModelFacts facts(String model, String vendor) {
        Quirks quirks = VENDORS.quirks(Optional.of(vendor), DialectName.OPENAI, QuirkSettings.none());
        return new ModelFacts(
                model,
                OptionalLong.empty(),
                4096,
                ModelFacts.Thinking.UNKNOWN,
                ThinkingScale.standard(),
                List.of(),
                quirks);
    }

    static Stream<Sent> answered() throws IOException {
        Optional<Path> folder = folder();
        if (folder.isEmpty()) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(folder.get())) {
            return files
                    .filter(file -> file.getFileName().toString().matches("chat-(json|sse)-.*\\.json"))
                    .sorted()
                    .flatMap(file -> sent(folder.get(), file).stream())
                    .toList()
                    .stream();
        }
    }

    private static Optional<Sent> sent(Path folder, Path file) {
        String name = folder.relativize(file).toString();
        String place = name.substring(0, name.indexOf('/'));
        try {
            Json.Obj recording = JsonCodec.readObject(Files.readAllBytes(file));
            long status =
                    recording.object("response").orElseThrow().whole("status").orElse(200);
            return place.equals("cohere") || status != 200
                    ? Optional.empty()
                    : recording
                            .object("request")
                            .flatMap(request -> request.object("body"))
                            .map(body -> new Sent(name, FOLDERS.getOrDefault(place, place), body));
        } catch (IOException | JsonProblem e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static Optional<Path> folder() {
        String given = System.getProperty("signalbox.shared", System.getenv("SIGNALBOX_SHARED"));
        Path root = Path.of("").toAbsolutePath();
        Stream<Path> places = given == null
                ? Stream.of(root.resolve("../../shared"), root.resolve("../../../shared"))
                : Stream.of(Path.of(given));
        return places.map(place -> place.resolve("wire").normalize())
                .filter(Files::isDirectory)
                .findFirst();
    }
}
