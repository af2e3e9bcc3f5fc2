package dev.signalbox.wire.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.anthropic.Anthropic;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of {@code golden/thinking/table.txt}. */
class ThinkingTableTest {
    private static final List<String> LOOKED_AT = List.of(
            "reasoning_effort",
            "thinking",
            "output_config",
            "max_tokens",
            "max_completion_tokens",
            "temperature",
            "top_p",
            "top_k");
    private static final Map<String, CallerDialect> CALLERS =
            Map.of("openai", OpenAi.caller(), "anthropic", Anthropic.caller());
    private static final Map<String, ProviderDialect> PROVIDERS =
            Map.of("openai", OpenAi.provider(), "anthropic", Anthropic.provider());

    static Stream<String> rows() throws IOException {
        return Files.readAllLines(Path.of("src/test/golden/thinking/table.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void writesTheWishToThinkAsTheModelTakesIt(String row) throws Exception {
        String[] cells = row.split(" \\| ");
        int blank = cells[0].indexOf(' ');
        CallerDialect caller = CALLERS.get(cells[0].substring(0, blank));
        String[] model = cells[1].split(" ");
        ProviderDialect provider = PROVIDERS.get(model[0]);
        Envelope envelope = caller.open(body(cells[0].substring(blank + 1)));
        Translation.Ready ready = caller.name().equals(provider.name())
                ? provider.pass(envelope, facts(model))
                : (Translation.Ready) provider.write(caller.read(envelope), facts(model));
        Json.Obj expected = JsonCodec.readObject(cells[2].getBytes(UTF_8));
        assertThat(looked(JsonCodec.readObject(ready.body()), expected).fields())
                .isEqualTo(expected.fields());
        assertThat(ready.adjustments().stream()
                        .map(change -> change.field() + "=" + change.to().replace(",", "\\,"))
                        .toList())
                .isEqualTo(cells[3].equals("-") ? List.of() : List.of(cells[3].split("(?<!\\\\),")));
        assertThat(ready.losses()).isEmpty();
    }

    /** The looked-at fields; the choice among tools only where the row is about it. */
    private static Json.Obj looked(Json.Obj body, Json.Obj expected) {
        return Json.object(f -> {
            LOOKED_AT.forEach(name -> body.find(name).ifPresent(value -> f.put(name, value)));
            if (expected.find("tool_choice").isPresent()) {
                body.find("tool_choice").ifPresent(value -> f.put("tool_choice", value));
            }
        });
    }

    private static byte[] body(String fields) {
        String inner = fields.substring(1, fields.length() - 1);
        return ("{\"model\":\"house\",\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}]"
                        + (inner.isEmpty() ? "" : "," + inner) + "}")
                .getBytes(UTF_8);
    }

    private static ModelFacts facts(String[] model) {
        return new ModelFacts(
                "house",
                model[3].equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(model[3])),
                4_096,
                Thinking.valueOf(model[1].toUpperCase(Locale.ROOT)),
                ThinkingScale.standard(),
                model[2].equals("-") ? List.of() : List.of(model[2].split(",")),
                Quirks.none());
    }
}
