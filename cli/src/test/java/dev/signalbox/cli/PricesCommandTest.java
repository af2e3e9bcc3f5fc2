package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PricesCommandTest {
    @Test
    void showsRowsWithSourceAndDate() {
        Run run = Run.of("prices", "grok-4.5");
        assertThat(run.status()).isZero();
        assertThat(run.out().lines()).hasSize(3);
        assertThat(run.out())
                .contains("VENDOR")
                .contains("xai")
                .contains("200000")
                .contains("models.dev, 2026-11-21");
    }

    @Test
    void showsThemAsObjectsForPrograms() throws Exception {
        Run run = Run.of("prices", "--json", "gpt-5-mini");
        Json.Arr rows = (Json.Arr) JsonCodec.read(run.out().getBytes(UTF_8));
        Json.Obj row = (Json.Obj) rows.items().getFirst();
        assertThat(row.text("vendor")).contains("openai");
        assertThat(row.get("input")).isEqualTo(Json.number(new BigDecimal("0.25")));
        assertThat(row.items("efforts")).contains(Json.text("minimal"));
        assertThat(row.text("checked")).isPresent();
    }

    @Test
    void saysThatAPriceIsUnknown() {
        assertThat(Run.of("prices", "sonar-pro").out()).contains("unknown");
    }

    private static Run configured(Path directory, String... more) throws IOException {
        Files.writeString(directory.resolve("c.yaml"), """
                providers: { openai: { dialect: openai } }
                models:
                  house:
                    provider: openai
                    price: [{ input: 2.5, output: 10 }, { from: 2199-01-01, input: 3, cached: 1, output: 12, reasoning: 20 }]
                  mini: { provider: openai, id: gpt-5-mini }
                  strange: { provider: openai }
                  "o4*": { provider: openai, price: { from: 2199-01-01, input: 3, output: 12 } }
                  "o5*": { provider: openai }
                """);
        return Run.in(
                Run.surroundings(directory, Map.of(), new TestSignals()),
                Stream.concat(Stream.of("prices", "--config", "c.yaml"), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void showsWhatTheModelsOfAConfigurationCostNowAndLater(@TempDir Path directory) throws Exception {
        Run run = configured(directory);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "MODEL ID FROM ABOVE INPUT CACHED WRITE 5M WRITE 1H OUTPUT REASONING SOURCE",
                        "house house now 2.5 2.5 2.5 2.5 10 10 models.house.price",
                        "house house 2199-01-01T00:00:00Z 3 1 3 3 12 20 models.house.price",
                        "mini gpt-5-mini now 0.25 0.025 0.25 0.25 2 2 price book",
                        "strange strange now unknown unknown unknown unknown unknown unknown nobody",
                        "o4* o4* 2199-01-01T00:00:00Z 3 3 3 3 12 12 models.o4*.price");
        assertThat(configured(directory, "mini").out().lines()).hasSize(2);
        assertThat(configured(directory, "nothing").err()).contains("no model of c.yaml has \"nothing\" in it");
    }

    @Test
    void showsThoseOfAConfigurationForProgramsToo(@TempDir Path directory) throws Exception {
        Json.Arr rows = (Json.Arr)
                JsonCodec.read(configured(directory, "--json", "s").out().getBytes(UTF_8));
        assertThat(rows.items()).hasSize(3);
        Json.Obj later = (Json.Obj) rows.items().get(1);
        assertThat(later.text("from")).contains("2199-01-01T00:00:00Z");
        assertThat(later.text("source")).contains("configuration");
        assertThat(((Json.Obj) later.items("price").getFirst()).whole("reasoning"))
                .hasValue(20);
        Json.Obj strange = (Json.Obj) rows.items().get(2);
        assertThat(strange.text("price")).contains("unknown");
        assertThat(strange.text("source")).contains("nobody");
    }

    @Test
    void complainsAboutAModelThatNobodySells() {
        Run run = Run.of("prices", "gpt-99");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no row for \"gpt-99\"");
    }
}
