package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.prices.PriceBook;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A model whose own price begins in 2027. */
class PriceGapsTest {

    private static List<String> gaps(String book, String provider, String now) {
        Reading reading = new Reading("c.yaml", _ -> null, new ReferencedFiles(Path.of("."), new WeightsFiles()));
        Spot root = Spot.root(
                reading, YamlText.read("""
                providers: { p: { dialect: openai%s } }
                models: { m: { provider: p, price: [{ from: 2027-01-01, input: 1, output: 2 }] } }
                """.formatted(provider), reading).orElseThrow());
        PriceGaps gaps = new PriceGaps(
                Map.of(
                        "p",
                        ProviderSection.SECTION
                                .read(root.at("providers").at("p"))
                                .orElseThrow()),
                PriceBook.read(book),
                Instant.parse(now));
        Spot models = root.at("models");
        gaps.check(Map.of("m", ModelSection.SECTION.read(models.at("m")).orElseThrow()), models);
        return reading.problemsInOrder().stream()
                .filter(Problem::isError)
                .map(Problem::toString)
                .toList();
    }

    @Test
    void areFoundWhereTheBookHasNoPriceAnyMore() {
        String book = """
                m,openai,2026-01-01,,1,,,,2,,,,none,,,s,2026-01-01
                m,openai,2026-06-01,,2,,,,2,,,,none,,,s,2026-01-01
                m,openai,2026-09-01,,,,,,,,,,none,,,s,2026-01-01
                m,openai,2026-11-01,,3,,,,2,,,,none,,,s,2026-01-01
                """;
        assertThat(gaps(book, "", "2026-02-01T00:00:00Z"))
                .containsExactly("c.yaml:2:45 models.m.price[0].from: no price from 2026-09-01 on, until 2027-01-01"
                        + " (expected: a first price without from, for the price book has none of m until then)");
        assertThat(gaps(book, "", "2026-10-01T00:00:00Z"))
                .singleElement()
                .asString()
                .contains("no price until 2027-01-01 (expected");
        assertThat(gaps(book, "", "2026-11-02T00:00:00Z")).isEmpty();
        assertThat(gaps("", "", "2026-12-31T23:59:59Z")).hasSize(1);
        assertThat(gaps("", "", "2027-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void askWhoSellsAModelOfSeveral() {
        String book = """
                m,one,2026-01-01,,1,,,,2,,,,none,,,s,2026-01-01
                m,two,2026-01-01,,3,,,,4,,,,none,,,s,2026-01-01
                """;
        String stranger = ", endpoint: \"https://models.example/v1\"";
        assertThat(gaps(book, stranger, "2026-02-01T00:00:00Z"))
                .singleElement()
                .asString()
                .endsWith("none of m until then; or providers.p.vendor)");
        assertThat(gaps(book, stranger + ", vendor: two", "2026-02-01T00:00:00Z"))
                .isEmpty();
    }
}
