package dev.signalbox.wire.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.anthropic.Anthropic;
import dev.signalbox.wire.dialect.openai.Canonical;
import dev.signalbox.wire.dialect.openai.Golden;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.sse.SseEvent;
import dev.signalbox.wire.sse.SseParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers of this dialect ask becomes, and what the answers of others become for them. */
class CallerGoldenTest {
    private static final Path CALLER = CallerShapes.GOLDENS.resolve("caller");
    private static final Path OTHERS = Path.of("src/test/golden");
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

    private static ModelRequest full(String name) throws Exception {
        return Gemini.caller().read(CallerShapes.open(CallerShapes.golden("requests/" + name + ".json"), true));
    }

    @Test
    void understandsARequestWithEverything() throws Exception {
        Golden.assertMatches(CALLER.resolve("full.canonical.json"), Canonical.of(full("full")));
    }

    @Test
    void understandsItUnderTheOtherNamesAsWell() throws Exception {
        assertThat(camel(full("snake"))).isEqualTo(camel(full("full")));
    }

    private static String camel(ModelRequest request) {
        return UNDERSCORE
                .matcher(CallerShapes.text(Canonical.of(request)))
                .replaceAll(letter -> letter.group(1).toUpperCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource({"openai, NONE", "anthropic, BUDGET"})
    void becomesARequestOfOthers(String family, Thinking thinking) throws Exception {
        ModelFacts facts = new ModelFacts("model-x", OptionalLong.empty(), 4096, thinking);
        Translation translation = provider(family).write(full("full"), facts);
        Golden.assertMatches(
                CALLER.resolve(
                        "full.to-" + family + "-" + thinking.name().toLowerCase(java.util.Locale.ROOT) + ".json"),
                switch (translation) {
                    case Translation.Ready ready ->
                        Json.object(f -> f.put("body", CallerShapes.json(ready.body()))
                                .put("losses", Canonical.all(ready.losses()))
                                .put("adjustments", Canonical.all(ready.adjustments())));
                    case Translation.NeedsFetch fetch -> Canonical.of(fetch);
                });
    }

    private static ProviderDialect provider(String family) {
        return family.equals("openai") ? OpenAi.provider() : Anthropic.provider();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai/replies/plain.reply",
                "openai/replies/refusal.reply",
                "openai/replies/tools.reply",
                "anthropic/replies/full"
            })
    void answersOfOthersAreWritten(String name) throws Exception {
        byte[] body = Files.readAllBytes(OTHERS.resolve(name + ".json"));
        String family = name.substring(0, name.indexOf('/'));
        var reply = provider(family).read(body);
        for (ReplyStyle style : new ReplyStyle[] {CallerShapes.PLAIN, CallerShapes.CURIOUS}) {
            Golden.assertMatches(
                    golden(name, style), CallerShapes.json(Gemini.caller().write(reply, style)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai/streams/openai",
                "openai/streams/compatible",
                "openai/streams/odd-tools",
                "openai/streams/error",
                "anthropic/streams/full",
                "anthropic/streams/refusal",
                "anthropic/streams/overloaded"
            })
    void streamsOfOthersAreWritten(String name) throws Exception {
        byte[] stream = Files.readAllBytes(OTHERS.resolve(name + ".sse"));
        String family = name.substring(0, name.indexOf('/'));
        for (ReplyStyle style : new ReplyStyle[] {CallerShapes.PLAIN, CallerShapes.CURIOUS}) {
            StreamReader reader = provider(family).streamReader();
            StreamWriter writer = Gemini.caller().streamWriter(style);
            List<StreamEvent> events = new ArrayList<>();
            for (SseEvent event : new SseParser(1 << 20).feed(stream)) {
                events.addAll(reader.on(event));
            }
            events.addAll(reader.end());
            Golden.assertMatches(
                    golden(name, style), Json.array(CallerShapes.written(writer, events.toArray(StreamEvent[]::new))));
        }
    }

    private static Path golden(String name, ReplyStyle style) {
        return CALLER.resolve(name + (style.thoughts() ? ".with-thoughts" : "") + ".json");
    }
}
