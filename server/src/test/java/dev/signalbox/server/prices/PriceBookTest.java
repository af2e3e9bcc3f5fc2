package dev.signalbox.server.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.server.settings.CeilingSettings;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.OwnPrices;
import dev.signalbox.server.settings.PriceSettings;
import dev.signalbox.server.settings.ThinkingSettings;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.model.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceBookTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final PriceBook BOOK = PriceBook.load();

    /** Each line was worked out by hand from the vendor's price list: tokens times US dollars per million, in nano-dollars. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # model,                      input,  read,   write5m, write1h, output, reasoning, nano-dollars
            gpt-5-mini,                   1000,   2000,   0,       0,       500,    100,       1300000
            gpt-5-mini-2025-08-07,        1000,   2000,   0,       0,       500,    100,       1300000
            gpt-4o-2024-08-06,            1,      1,      0,       0,       1,      0,         13750
            gpt-4o-2024-05-13,            1,      1,      0,       0,       1,      0,         25000
            gpt-4o-mini,                  1,      1,      0,       0,       1,      0,         825
            gpt-5.6,                      100,    10,     1000,    0,       1,      0,         5424000
            gpt-6.1-sol,                  272000, 0,      0,       0,       1,      0,         544010000
            gpt-6.1-sol,                  272001, 0,      0,       0,       1,      0,         1088019000
            gpt-6.1-terra,                1,      271999, 0,       0,       10,     10,        13650950
            gpt-6-luna,                   7,      3,      8,       0,       9,      9,         6230
            o4-mini-2025-04-16,           1000,   1000,   0,       0,       1000,   900,       5775000
            claude-sonnet-4-5-20250929,   1000,   10000,  2000,    3000,    400,    0,         37500000
            claude-sonnet-4-5,            200000, 0,      0,       0,       1,      0,         600015000
            claude-sonnet-4-5,            200001, 0,      0,       0,       1,      0,         1200028500
            claude-haiku-5-5,             1,      1,      1,       1,       1,      1,         935
            claude-haiku-5-5,             1,      99999,  0,       0,       1,      0,         1000590
            claude-haiku-5-5,             1,      100000, 0,       0,       1,      0,         5003000
            claude-opus-4-5-20251101,     12,     34,     56,      78,      90,     0,         3457000
            claude-opus-5-5,              1000,   1000,   1000,    1000,    1000,   500,       37200000
            claude-fable-5-1,             0,      1000,   0,       0,       0,      0,         250000
            claude-3-haiku-20240307,      4,      4,      4,       4,       4,      0,         9320
            gemini-2.5-pro,               200001, 0,      0,       0,       1,      1,         500017500
            gemini-2.5-flash,             1,      1,      0,       0,       1,      0,         2830
            mistral-medium-3-5,           1,      1,      0,       0,       1,      0,         10500
            llama-3.3-70b-versatile,      3,      0,      0,       0,       3,      0,         4140
            """)
    void costsExactlyWhatTheVendorBills(
            String model, long input, long read, long write5m, long write1h, long output, long reasoning, long nano) {
        Usage usage = new Usage(input, read, write5m, write1h, output, reasoning);

        assertThat(price(model, NOW).orElseThrow().cost(usage)).isEqualTo(nano);
    }

    @Test
    void changesThePriceOnItsDay() {
        Usage read = new Usage(0, 1_000_000, 0, 0, 0, 0);

        assertThat(price("claude-sonnet-5-5", Instant.parse("2026-09-27T09:59:59.999Z")))
                .isEmpty();
        assertThat(price("claude-sonnet-5-5", Instant.parse("2026-09-28T00:00:00Z"))
                        .orElseThrow()
                        .cost(read))
                .isEqualTo(200_000_000);
        assertThat(price("claude-sonnet-5-5", Instant.parse("2026-10-06T23:59:59.999Z"))
                        .orElseThrow()
                        .cost(read))
                .isEqualTo(200_000_000);
        assertThat(price("claude-sonnet-5-5", Instant.parse("2026-10-07T00:00:00Z"))
                        .orElseThrow()
                        .cost(read))
                .isEqualTo(100_000_000);
    }

    /** Whoever looks into the book on the day of a row finds it, wherever on earth. */
    @Test
    void theFirstRowHoldsOnItsDayInEveryTimeZone() {
        PriceBook book = PriceBook.read("""
                m,v,2026-11-21,,1,,,,2,,,,none,,,s,2026-11-21
                m,v,2026-12-01,,3,,,,4,,,,none,,,s,2026-12-01
                """);
        ModelSettings model = ModelSettings.of("m", "p");
        for (int hours = -12; hours <= 14; hours++) {
            Instant dayBegins = LocalDate.parse("2026-11-21")
                    .atStartOfDay(ZoneOffset.ofHours(hours))
                    .toInstant();
            assertThat(book.price(model, Optional.of("v"), "m", dayBegins))
                    .as("UTC%+d", hours)
                    .isPresent();
        }
        Usage one = new Usage(1, 0, 0, 0, 0, 0);
        Instant change = Instant.parse("2026-12-01T00:00:00Z");
        assertThat(book.price(model, Optional.of("v"), "m", change.minusMillis(1))
                        .orElseThrow()
                        .cost(one))
                .isEqualTo(1_000);
        assertThat(book.price(model, Optional.of("v"), "m", change)
                        .orElseThrow()
                        .cost(one))
                .isEqualTo(3_000);
    }

    /** No row of the book waits for a day to come that its own check had not seen, unless a change was announced. */
    @Test
    void everyModelHasARowOnTheDayOnWhichItWasChecked() {
        for (PriceRow row : BOOK.rows()) {
            Instant checked = row.checked().atStartOfDay(ZoneOffset.ofHours(14)).toInstant();
            boolean found = BOOK.rows().stream()
                    .filter(other -> other.facts().vendor().equals(row.facts().vendor())
                            && other.ids().equals(row.ids()))
                    .anyMatch(other -> !other.from().minus(Duration.ofHours(14)).isAfter(checked));
            assertThat(found).as(row.ids() + " of " + row.facts().vendor()).isTrue();
        }
    }

    @Test
    void roundsHalfUpOnceAndOnlyAtTheEnd() {
        Price price = price("deepseek-v4-flash", Instant.parse("2026-06-01T00:00:00Z"))
                .orElseThrow();

        assertThat(price.cost(new Usage(0, 1, 0, 0, 0, 0))).isEqualTo(3);
        assertThat(price.cost(new Usage(0, 5, 0, 0, 0, 0))).isEqualTo(14);
        assertThat(price.cost(new Usage(1, 1, 0, 0, 0, 0))).isEqualTo(143);
        Price half = own("0.0005", "0.0005");
        assertThat(half.cost(new Usage(1, 0, 0, 0, 0, 0))).isEqualTo(1);
        assertThat(half.cost(new Usage(1, 0, 0, 0, 1, 0))).isEqualTo(1);
        assertThat(half.cost(new Usage(2, 0, 0, 0, 1, 0))).isEqualTo(2);
    }

    @Test
    void aModelWithoutARowHasNoPrice() {
        assertThat(price("llama3", NOW)).isEmpty();
        assertThat(price("meta/llama-9", NOW)).isEmpty();
        assertThat(price("gpt-4o-audio-preview", NOW)).isEmpty();
        assertThat(price("gpt-5-mini-2025-08", NOW)).isEmpty();
        assertThat(BOOK.facts(Optional.empty(), "llama3")).isEmpty();
    }

    @Test
    void aKnownModelMayHaveNoPriceAnyMore() {
        assertThat(price("deepseek-v4-flash", NOW)).isEmpty();
        assertThat(BOOK.facts(Optional.empty(), "deepseek-v4-flash")
                        .orElseThrow()
                        .context())
                .hasValue(1_000_000);
    }

    @Test
    void whatTheUserWroteGoesBeforeTheBook() {
        Price price = own("1", "2");

        assertThat(price.cost(new Usage(1, 1, 1, 1, 2, 1))).isEqualTo(4 * 1_000 + 2_000 + 9_000);
        assertThat(price.cost(new Usage(10_000_000, 0, 0, 0, 0, 0))).isEqualTo(10_000_000_000L);
    }

    @Test
    void whatTheUserWroteTakesOverFromTheBookAtItsTime() {
        PriceBook book = PriceBook.read("""
                gpt-4o,openai,2026-01-01,,1,,,,2,,,,none,,,s,2026-01-01
                gpt-4o,openai,2026-10-01,,2,,,,2,,,,none,,,s,2026-01-01
                gpt-4o,openai,2026-12-24,,9,,,,9,,,,none,,,s,2026-01-01
                """);
        Instant first = Instant.parse("2026-12-01T00:00:00Z");
        Instant second = Instant.parse("2027-01-01T00:00:00Z");
        ModelSettings model = priced(
                written(Optional.of(first), "3", "3", Optional.empty()),
                written(Optional.of(second), "4", "4", Optional.empty()));
        Optional<String> openai = Optional.of("openai");
        Usage one = new Usage(1, 0, 0, 0, 0, 0);
        List<Long> costs = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        Optional<Instant> at = Optional.of(Instant.parse("2026-02-01T00:00:00Z"));
        while (at.isPresent()) {
            costs.add(
                    book.price(model, openai, "gpt-4o", at.get()).orElseThrow().cost(one));
            costs.add(book.price(model, openai, "gpt-4o", at.get().minusNanos(1))
                    .orElseThrow()
                    .cost(one));
            at = book.next(model, openai, "gpt-4o", at.get());
            at.ifPresent(times::add);
        }
        assertThat(times).containsExactly(Instant.parse("2026-10-01T00:00:00Z"), first, second);
        assertThat(costs).containsExactly(1_000L, 1_000L, 2_000L, 1_000L, 3_000L, 2_000L, 4_000L, 3_000L);
        ModelSettings always = priced(written(Optional.empty(), "3", "3", Optional.empty()));
        assertThat(book.next(always, openai, "gpt-4o", Instant.parse("2026-02-01T00:00:00Z")))
                .as("the book's rows are of no meaning")
                .isEmpty();
    }

    @Test
    void tellsWhatWillCostSomethingElse() {
        PriceBook book = PriceBook.read("""
                gpt-4o,openai,2026-01-01,,1,0.5,,,2,,,,none,,,s,2026-01-01
                gpt-4o,openai,2026-12-01,,1,0.5,,,2,,,,effort,low,,s,2026-01-01
                gpt-4o,openai,2026-12-24,,2,,,,2,3,,,none,,,s,2026-01-01
                gpt-4o,openai,2026-12-24,1000,4,,,,5,,,,none,,,s,2026-01-01
                gpt-4o,openai,2027-02-01,,,,,,,,,,none,,,s,2026-01-01
                """);
        Optional<String> openai = Optional.of("openai");
        PriceChange first = PriceChange.next(ModelSettings.of("gpt-4o", "p"), openai, book, NOW)
                .orElseThrow();
        assertThat(first.words())
                .isEqualTo(
                        "input 1, cached 0.5, output 2 until 2026-12-24T00:00:00Z, then input 2, output 2, reasoning 3;"
                                + " above 1000 tokens input 4, output 5 (dollars per million tokens)");
        PriceChange second = PriceChange.next(ModelSettings.of("gpt-4o", "p"), openai, book, first.at())
                .orElseThrow();
        assertThat(second.words()).contains("until 2027-02-01T00:00:00Z, then no known price (");
        assertThat(PriceChange.next(ModelSettings.of("gpt-4o", "p"), openai, book, second.at()))
                .isEmpty();
        assertThat(PriceChange.next(priced(written(Optional.empty(), "3", "3", Optional.empty())), openai, book, NOW))
                .isEmpty();
    }

    @Test
    void holdsTheMostThatAnAttemptCanCost() {
        Price price = price("claude-sonnet-4-5", NOW).orElseThrow();

        assertThat(price.hold(1_000, 2_000)).isEqualTo(1_000 * 6_000 + 2_000 * 15_000);
        assertThat(price.hold(200_001, 0)).isEqualTo(200_001 * 12_000L);
        Usage any = new Usage(300, 400, 100, 200, 2_000, 0);
        assertThat(price.cost(any)).isLessThanOrEqualTo(price.hold(any.input(), any.output()));
    }

    @Test
    void anAmountThatNoNumberHoldsIsTheLargestOne() {
        assertThat(own("1000000", "1").cost(new Usage(Long.MAX_VALUE, 0, 0, 0, 0, 0)))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void knowsWhatModelsAreLike() {
        ModelFactsRow sonnet =
                BOOK.facts(Optional.empty(), "claude-sonnet-4-5-20250929").orElseThrow();

        assertThat(sonnet.maxOutput()).hasValue(64_000);
        assertThat(sonnet.thinking()).isEqualTo(Thinking.BUDGET);
        assertThat(BOOK.facts(Optional.empty(), "gpt-5-mini").orElseThrow().thinking())
                .isEqualTo(Thinking.EFFORT);
        assertThat(BOOK.facts(Optional.empty(), "claude-opus-4-7").orElseThrow().thinking())
                .isEqualTo(Thinking.ADAPTIVE);
        assertThat(BOOK.facts(Optional.empty(), "gpt-4o").orElseThrow().thinking())
                .isEqualTo(Thinking.NONE);
        assertThat(BOOK.size()).isGreaterThan(50);
    }

    /** Thinking by effort and refusing to be told how to draw words are two facts. */
    @Test
    void knowsWhatModelsRefuse() {
        assertThat(refuses("openai", "gpt-5-mini")).contains("temperature", "stop", "logprobs", "max_tokens");
        assertThat(refuses("azure", "gpt-5-mini-2025-08-07")).contains("temperature");
        assertThat(refuses("openai", "gpt-4o")).isEmpty();
        assertThat(refuses("google", "gemini-3-flash-preview")).isEmpty();
        assertThat(refuses("groq", "openai/gpt-oss-120b")).isEmpty();
        assertThat(refuses("deepseek", "deepseek-v4-pro")).isEmpty();
        assertThat(refuses("xai", "grok-4.5")).containsExactly("stop", "presence_penalty", "frequency_penalty");
        for (String model : List.of("xai grok-4.5", "groq openai/gpt-oss-120b", "deepseek deepseek-v4-pro")) {
            String[] words = model.split(" ");
            assertThat(BOOK.facts(Optional.of(words[0]), words[1]).orElseThrow().thinking())
                    .isEqualTo(Thinking.EFFORT);
        }
    }

    private static List<String> refuses(String vendor, String id) {
        return BOOK.facts(Optional.of(vendor), id).orElseThrow().refuses().names();
    }

    @Test
    void namesTheLineThatCannotBeRead() {
        assertThatThrownBy(() -> PriceBook.read("# head\na,b,c"))
                .hasMessage("price book line 2: 3 cells (expected: 17)");
        assertThatThrownBy(() -> PriceBook.read("m,v,2026-01-01,,1,,,,2,,,,often,,,s,2026-01-01"))
                .hasMessageContaining("price book line 1")
                .hasMessageContaining("OFTEN");
        assertThatThrownBy(() -> PriceBook.read("m,v,2026-01-01,1000,1,,,,2,,,,none,,,s,2026-01-01"))
                .hasMessageContaining("expected: one that holds from the first token");
    }

    private static Optional<Price> price(String id, Instant at) {
        return BOOK.price(ModelSettings.of("any", "p"), Optional.empty(), id, at);
    }

    private static Price own(String input, String output) {
        Optional<BigDecimal> reasoning = input.equals("1") ? Optional.of(new BigDecimal("9")) : Optional.empty();
        ModelSettings model = priced(written(Optional.empty(), input, output, reasoning));
        return BOOK.price(model, Optional.of("openai"), "gpt-4o", NOW).orElseThrow();
    }

    private static PriceSettings written(
            Optional<Instant> from, String input, String output, Optional<BigDecimal> reasoning) {
        return new PriceSettings(
                from,
                new BigDecimal(input),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new BigDecimal(output),
                reasoning);
    }

    private static ModelSettings priced(PriceSettings... prices) {
        return new ModelSettings(
                "m",
                "p",
                "gpt-4o",
                Optional.empty(),
                Optional.of(new OwnPrices(List.of(prices))),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ThinkingSettings.none(),
                Optional.empty(),
                Optional.empty(),
                CeilingSettings.none(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
