package dev.signalbox.wire.dialect.gemini;

import static dev.signalbox.wire.dialect.gemini.ProviderShapes.STYLE;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.json;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.model;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.read;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.anthropic.Anthropic;
import dev.signalbox.wire.dialect.openai.Canonical;
import dev.signalbox.wire.dialect.openai.Golden;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.sse.SseEvent;
import dev.signalbox.wire.sse.SseParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests of others become for Google's models, and what their answers become for callers. */
class ProviderGoldenTest {
    private static final Path GOLDENS = Path.of("src/test/golden");
    private static final Path OURS = GOLDENS.resolve("gemini/provider");

    /** Addresses that Google does not read would be fetched first. */
    private static final Pattern ADDRESS = Pattern.compile("https://example\\.(com|org)/\\w+\\.png");

    private static CallerDialect caller(String family) {
        return family.equals("openai") ? OpenAi.caller() : Anthropic.caller();
    }

    private static byte[] bytes(Path file) throws IOException {
        return Files.readAllBytes(file);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, gemini-3-flash-preview",
        "openai, gemini-2.5-flash",
        "anthropic, gemini-3-flash-preview",
        "anthropic, gemini-2.5-flash"
    })
    void writesARequestWithEverything(String family, String id) throws Exception {
        String full = Files.readString(GOLDENS.resolve(family).resolve("requests/full.json"));
        ModelRequest request =
                caller(family).read(ProviderShapes.bytes(ADDRESS.matcher(full).replaceAll("gs://pictures/a.png")));
        ModelFacts facts = model(id, Thinking.UNKNOWN);
        Json shown = switch (Gemini.provider().write(request, facts)) {
            case Translation.Ready ready -> {
                Translation.Ready again = (Translation.Ready) Gemini.provider().write(request, facts);
                assertThat(ready.body()).isEqualTo(again.body());
                yield Json.object(f -> f.put("body", json(ready.body()))
                        .put("losses", Canonical.all(ready.losses()))
                        .put("adjustments", Canonical.all(ready.adjustments())));
            }
            case Translation.NeedsFetch needs -> Canonical.of(needs);
        };
        Golden.assertMatches(OURS.resolve("requests/of-" + family + ".to-" + id + ".json"), shown);
    }

    @Test
    void understandsAndTellsAnAnswer() throws Exception {
        ModelReply reply = Gemini.provider().read(bytes(OURS.resolve("replies/full.json")));
        Golden.assertMatches(OURS.resolve("replies/full.canonical.json"), Canonical.of(reply));
        for (String family : List.of("openai", "anthropic")) {
            Golden.assertMatches(
                    OURS.resolve("replies/full.to-" + family + ".json"),
                    json(caller(family).write(reply, STYLE)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools", "words", "own-tools", "cut", "blocked", "malformed", "error"})
    void understandsAndTellsStreams(String name) throws Exception {
        List<StreamEvent> steps = read(bytes(OURS.resolve("streams/" + name + ".sse")));
        Golden.assertMatches(OURS.resolve("streams/" + name + ".canonical.json"), Canonical.all(steps));
        for (String family : List.of("openai", "anthropic")) {
            StreamWriter writer = caller(family).streamWriter(STYLE);
            List<Json> data = new ArrayList<>();
            for (StreamEvent step : steps) {
                for (SseEvent out : writer.on(step)) {
                    data.add(out.isExactly("[DONE]") ? Json.text("[DONE]") : json(out.data()));
                }
            }
            Golden.assertMatches(OURS.resolve("streams/" + name + ".to-" + family + ".json"), Json.array(data));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools", "words", "own-tools", "cut", "blocked", "malformed", "error"})
    void understandsStreamsWhereverTheyAreCut(String name) throws Exception {
        byte[] stream = bytes(OURS.resolve("streams/" + name + ".sse"));
        List<StreamEvent> whole = read(stream);
        for (int at = 0; at <= stream.length; at++) {
            SseParser parser = new SseParser(1 << 20);
            List<SseEvent> events = new ArrayList<>(parser.feed(Arrays.copyOf(stream, at)));
            events.addAll(parser.feed(Arrays.copyOfRange(stream, at, stream.length)));
            Optional.ofNullable(parser.end()).ifPresent(events::add);
            assertThat(told(events)).isEqualTo(whole);
        }
    }
}
