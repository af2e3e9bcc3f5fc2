package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.PriceSettings;
import dev.signalbox.server.settings.Settings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatedPricesTest {
    private static final String HEAD = "providers: { p: { dialect: openai } }\nmodels:\n";

    private static String model(String price) {
        return HEAD + "  m:\n    provider: p\n    price:" + price + "\n";
    }

    private static List<PriceSettings> prices(String price) {
        return Yaml.settings(model(price))
                .models()
                .get("m")
                .price()
                .orElseThrow()
                .prices();
    }

    private static PriceSettings price(Optional<String> from, String input, Optional<String> cached, String output) {
        return new PriceSettings(
                from.map(Instant::parse),
                new BigDecimal(input),
                cached.map(BigDecimal::new),
                Optional.empty(),
                Optional.empty(),
                new BigDecimal(output),
                Optional.empty());
    }

    @Test
    void readsOnePriceOrAListWithTimes() {
        PriceSettings always = price(Optional.empty(), "1", Optional.empty(), "2");
        assertThat(prices(" { input: 1, output: 2 }")).containsExactly(always);
        assertThat(prices(" [{ input: 1, output: 2 }]")).containsExactly(always);
        assertThat(prices("""

                      - { input: 1, output: 2 }
                      - { from: 2027-01-01, input: 1.5, cached: 0.1, output: 2 }
                      - { from: "2027-06-30T23:00:00-02:00", input: 3, output: 2 }
                      - from: 2028-01-01T00:00Z
                        input: 4
                        output: 2
                """))
                .containsExactly(
                        always,
                        price(Optional.of("2027-01-01T00:00:00Z"), "1.5", Optional.of("0.1"), "2"),
                        price(Optional.of("2027-07-01T01:00:00Z"), "3", Optional.empty(), "2"),
                        price(Optional.of("2028-01-01T00:00:00Z"), "4", Optional.empty(), "2"));
        assertThat(prices(" { from: 2020-01-01, input: 1, output: 2 }"))
                .containsExactly(price(Optional.of("2020-01-01T00:00:00Z"), "1", Optional.empty(), "2"));
    }

    @Test
    void writesThemAsTheyCanBeReadAgain() {
        Settings settings = Yaml.settings(model("""

                      - { input: 1, output: 2 }
                      - { from: 2027-01-01T00:00+00:00, input: 1.5, output: 2 }
                      - { from: 2027-01-01T09:00+01:00, input: 2.5, output: 2 }
                """));
        String printed = EffectiveConfiguration.print(settings);
        assertThat(printed).contains("""
                    price:
                      - {input: 1, output: 2}
                      - {from: 2027-01-01, input: 1.5, output: 2}
                      - {from: 2027-01-01T08:00:00Z, input: 2.5, output: 2}
                """);
        assertThat(Yaml.settings(printed).models()).isEqualTo(settings.models());
    }

    @Test
    void tellsTimesThatAreNone() {
        String expected =
                " (expected: a day such as 2027-01-01, or a time with its offset such as 2027-01-01T09:00+01:00";
        for (String wrong : List.of("2027-02-30", "01.02.2027", "tomorrow", "2027-1-1", "1999-12-31", "20270101")) {
            assertThat(Yaml.errors(model(" { from: " + wrong + ", input: 1, output: 2 }")))
                    .containsExactly("signalbox.yaml:5:20 models.m.price.from: \"" + wrong + "\"" + expected + ")");
        }
        assertThat(Yaml.errors(model(" [{ input: 1, output: 2 }, { from: 2027-01-01T09:00, input: 1, output: 2 }]")))
                .containsExactly("signalbox.yaml:5:46 models.m.price[1].from: \"2027-01-01T09:00\"" + expected
                        + "; did you mean 2027-01-01T09:00Z, in UTC?)");
        assertThat(Yaml.errors(model(" { from: 2027-01-01 09:00:00, input: 1, output: 2 }")))
                .singleElement()
                .asString()
                .endsWith("; did you mean 2027-01-01T09:00:00Z, in UTC?)");
        assertThat(Yaml.errors(model(" [{ from: , input: 1, output: 2 }]")))
                .singleElement()
                .asString()
                .contains("models.m.price[0].from: empty");
    }

    @Test
    void tellsAllThatIsWrongWithTheOrderAtOnce() {
        assertThat(Yaml.errors(model("""

                      - { from: 2026-01-01, input: 1, output: 2 }
                      - { from: 2027-01-01, input: 1, output: two }
                      - { from: 2027-01-01T01:00+01:00, input: 1, output: 2 }
                      - { from: 2026-06-01, input: 1, output: 2 }
                      - { input: 1, output: 2 }
                      - { from: 2027-01-02, input: 1 }
                """)))
                .containsExactly(
                        "signalbox.yaml:7:47 models.m.price[1].output: \"two\" (expected: dollars per million tokens such as"
                                + " 2.50)",
                        "signalbox.yaml:8:17 models.m.price[2].from: 2027-01-01 twice (expected: one price for each time)",
                        "signalbox.yaml:9:17 models.m.price[3].from: 2026-06-01 behind 2027-01-01 (expected: prices in the"
                                + " order of their times)",
                        "signalbox.yaml:10:9 models.m.price[4].from: missing (expected: the time at which this price takes"
                                + " over from the one before it)",
                        "signalbox.yaml:11:9 models.m.price[5].output: missing (expected: dollars per million tokens such as"
                                + " 2.50)");
    }

    @Test
    void warnsOfARateThatThePriceBeforeHad() {
        assertThat(Yaml.warnings(model("""

                      - { input: 5, cached: 1, output: 2, reasoning: 1 }
                      - { from: 2026-01-01, input: 5, output: 2, reasoning: 1 }
                      - { from: 2027-01-01, input: 5, output: 2 }
                """)))
                .filteredOn(line -> line.contains("price"))
                .containsExactly(
                        "signalbox.yaml:7:9 warning: models.m.price[1].cached: missing, so that it costs what input does"
                                + " (expected: a price, as before)",
                        "signalbox.yaml:8:9 warning: models.m.price[2].reasoning: missing, so that it costs what output"
                                + " does (expected: a price, as before)");
    }

    @Test
    void tellsWhatIsNoPrice() {
        assertThat(Yaml.errors(model(" []")))
                .containsExactly("signalbox.yaml:5:12 models.m.price: an empty list (expected: a mapping with input and"
                        + " output, or a list of such)");
        assertThat(Yaml.errors(model(" 3")))
                .containsExactly(
                        "signalbox.yaml:5:12 models.m.price: \"3\" (expected: a mapping with input and output)");
        assertThat(Yaml.errors(model(" [{ input: 1, output: 2 }, [], 2]")))
                .anyMatch(
                        line -> line.contains("models.m.price[1]: a list (expected: a mapping with input and output)"))
                .anyMatch(line -> line.contains("models.m.price[2]: \"2\" (expected: a mapping"));
        assertThat(Yaml.errors(model(" { since: 2027-01-01, until: 2028-01-01, input: 1, output: 2 }")))
                .containsExactly(
                        "signalbox.yaml:5:14 models.m.price.since: unknown key (use from instead)",
                        "signalbox.yaml:5:33 models.m.price.until: unknown key (use from of the next price instead)");
    }

    @Test
    void wantsAPriceUntilTheFirstOneHolds() {
        assertThat(Yaml.errors(model(" { from: 2199-01-01, input: 1, output: 2 }")))
                .containsExactly(
                        "signalbox.yaml:5:20 models.m.price.from: no price until 2199-01-01 (expected: a first price"
                                + " without from, for the price book has none of m until then)");
        assertThat(Yaml.errors(model(" [{ from: 2199-01-01T00:00:01Z, input: 1, output: 2 }]")))
                .singleElement()
                .asString()
                .contains("5:21 models.m.price[0].from: no price until 2199-01-01T00:00:01Z (");
        assertThat(Yaml.errors(HEAD
                        + "  m: { provider: p, id: gpt-5-mini, price: { from: 2199-01-01, input: 1, output: 2 } }\n"
                        + "  n: { provider: p, id: x, base-model: gpt-5-mini, price: { from: 2199-01-01, input: 1, output: 2 } }\n"
                        + "  \"o*\": { provider: p, price: { from: 2199-01-01, input: 1, output: 2 } }\n"))
                .as("the book knows them, or callers name them")
                .isEmpty();
    }
}
