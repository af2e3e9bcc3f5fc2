package dev.signalbox.server.prices;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.anthropic.Anthropic;
import dev.signalbox.wire.dialect.gemini.Gemini;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.dialect.responses.Responses;
import dev.signalbox.wire.model.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What answers cost, vendor by vendor, and from the usage that a provider reports. */
class GoldenCostsTest {
    private static final PriceBook BOOK = PriceBook.load();
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    static Stream<String> rows() throws IOException {
        try (InputStream in = Objects.requireNonNull(GoldenCostsTest.class.getResourceAsStream("golden.csv"))) {
            return new String(in.readAllBytes(), UTF_8).lines().filter(line -> !line.startsWith("#")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void costsWhatTheVendorBills(String row) {
        String[] cells = row.split(",");
        long[] tokens = Arrays.stream(cells, 3, 9).mapToLong(Long::parseLong).toArray();
        Usage usage = new Usage(tokens[0], tokens[1], tokens[2], tokens[3], tokens[4], tokens[5]);
        Instant at = LocalDate.parse(cells[2]).atStartOfDay(ZoneOffset.UTC).toInstant();
        assertThat(price(cells[0], cells[1], at).orElseThrow().cost(usage)).isEqualTo(Long.parseLong(cells[9]));
    }

    /** The sum of each line says the same three times: tokens by rates, products, amount. */
    @ParameterizedTest
    @MethodSource("rows")
    void theSumOfEachLineIsRight(String row) {
        String[] cells = row.split(",");
        String[] sides = cells[11].split(" = ");
        BigDecimal products = BigDecimal.ZERO;
        for (String term : sides[0].split(" \\+ ")) {
            String[] factors = term.split(" x ");
            products = products.add(new BigDecimal(factors[0]).multiply(new BigDecimal(factors[1])));
        }
        if (sides.length > 1) {
            BigDecimal sum = Arrays.stream(sides[1].split(" rounded")[0].split(" \\+ "))
                    .map(BigDecimal::new)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).isEqualByComparingTo(products);
        }
        long tokens = Arrays.stream(sides[0].split(" \\+ "))
                .mapToLong(term -> Long.parseLong(term.split(" x ")[0]))
                .sum();
        assertThat(tokens)
                .as("no kind of token is forgotten")
                .isEqualTo(Arrays.stream(cells, 3, 8).mapToLong(Long::parseLong).sum());
        assertThat(products.setScale(0, RoundingMode.HALF_UP)).isEqualByComparingTo(new BigDecimal(cells[9]));
    }

    @Test
    void everyVendorWithAPriceHasAGoldenRow() throws IOException {
        Set<String> sold = new TreeSet<>();
        BOOK.rows().stream()
                .filter(row -> row.tier().isPresent())
                .forEach(row -> sold.add(row.facts().vendor()));
        Set<String> proven = new TreeSet<>();
        rows().forEach(row -> proven.add(row.substring(0, row.indexOf(','))));
        assertThat(proven).containsAll(sold);
    }

    @Test
    void knowsMoreThanAHundredModelsWithAPrice() {
        assertThat(BOOK.rows().stream()
                        .filter(row -> row.tier().isPresent())
                        .flatMap(row -> row.ids().stream().map(id -> row.facts().vendor() + " " + id))
                        .distinct()
                        .count())
                .isGreaterThan(100);
        assertThat(BOOK.rows()).allSatisfy(row -> assertThat(row.source()).isNotBlank());
    }

    @Test
    void oneNameHasThePriceOfItsVendor() {
        Usage usage = new Usage(1_000_000, 0, 0, 0, 0, 0);
        String twice =
                "m,one,2026-01-01,,1,,,,2,,,,none,,,s,2026-01-01\nm,two,2026-01-01,,3,,,,4,,,,none,,,s,2026-01-01\n";
        PriceBook book = PriceBook.read(twice);
        ModelSettings model = ModelSettings.of("m", "p");
        assertThat(book.price(model, Optional.of("two"), "m", NOW).orElseThrow().cost(usage))
                .isEqualTo(3_000_000_000L);
        assertThat(book.price(model, Optional.of("three"), "m", NOW)).isEmpty();
        assertThat(book.price(model, Optional.empty(), "m", NOW)).isEmpty();
        assertThat(book.sellers("m")).containsExactly("one", "two");
    }

    @Test
    void tellsWhichModelsHaveNoPriceAndWhatToDo() {
        PriceBook book = PriceBook.read(
                "m,one,2026-01-01,,1,,,,2,,,,none,,,s,2026-01-01\nm,two,2026-01-01,,3,,,,4,,,,none,,,s,2026-01-01\n");
        ProviderSettings house = ProviderSettings.of("house", DialectName.OPENAI, URI.create("https://gw.example/v1"));
        Settings settings = Configuration.load("c.yaml", """
                        providers:
                          house: { dialect: openai, endpoint: "https://gw.example/v1" }
                          groq: { dialect: openai, endpoint: "https://api.groq.com/openai/v1" }
                        models: { m: { provider: house }, x: { provider: groq, id: m }, "p-*": { provider: house } }
                        """, Path.of("."), _ -> null) instanceof Loaded.Good good
                ? good.settings()
                : Settings.defaults();
        assertThat(Seller.of(house)).isEmpty();
        assertThat(Unpriced.in(settings, book, NOW))
                .extracting(Unpriced::ambiguous)
                .containsExactly(true, false);
        assertThat(Unpriced.in(settings, book, NOW))
                .extracting(Unpriced::reason)
                .containsExactly(
                        "several vendors sell m (expected: providers.house.vendor, one of: one, two; or models.m.price)",
                        "no price of groq for m in the book (expected: models.x.price)");
    }

    /** OpenAI counts cached tokens as input, and reasoning as output. */
    @Test
    void costsAnAnswerOfOpenAiAndAzure() throws Exception {
        String body = """
                {"id":"c","object":"chat.completion","created":1,"model":"gpt-5-mini-2025-08-07","choices":[{"index":0,
                 "message":{"role":"assistant","content":"x"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1000,
                 "completion_tokens":500,"total_tokens":1500,"prompt_tokens_details":{"cached_tokens":400},
                 "completion_tokens_details":{"reasoning_tokens":300}}}""";
        assertThat(cost(OpenAi.provider(), body, "openai")).isEqualTo(1_160_000);
        assertThat(cost(OpenAi.provider(), body, "azure")).isEqualTo(1_160_000);
    }

    /** Anthropic counts cached tokens beside input, and writes by their time to live. */
    @Test
    void costsAnAnswerOfAnthropic() throws Exception {
        String body = """
                {"id":"m","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929","content":[{"type":"text",
                 "text":"x"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":100,
                 "cache_read_input_tokens":2000,"cache_creation_input_tokens":340,"cache_creation":{
                 "ephemeral_5m_input_tokens":300,"ephemeral_1h_input_tokens":40},"output_tokens":500}}""";
        assertThat(cost(Anthropic.provider(), body, "anthropic")).isEqualTo(9_765_000);
    }

    /** Gemini counts cached tokens as input, and neither what its own tools read as input nor thoughts as candidates. */
    @Test
    void costsAnAnswerOfGemini() throws Exception {
        String body = """
                {"modelVersion":"gemini-2.5-flash","candidates":[{"finishReason":"STOP","content":{"role":"model","parts":[
                 {"text":"x"}]}}],"usageMetadata":{"promptTokenCount":1000,"cachedContentTokenCount":400,
                 "candidatesTokenCount":200,"thoughtsTokenCount":300,"toolUsePromptTokenCount":50,"totalTokenCount":1550}}""";
        // 650 x 0.30 + 400 x 0.03 + 500 x 2.50 = 195 + 12 + 1250 micro-dollars
        assertThat(cost(Gemini.provider(), body, "google")).isEqualTo(1_457_000);
    }

    /** The Responses API tells what was written to the cache, too. */
    @Test
    void costsAnAnswerOfResponses() throws Exception {
        String body = """
                {"id":"r","object":"response","status":"completed","model":"gpt-5.6-sol","output":[{"type":"message",
                 "role":"assistant","content":[{"type":"output_text","text":"x"}]}],"usage":{"input_tokens":1000,
                 "input_tokens_details":{"cached_tokens":100,"cache_write_tokens":200},"output_tokens":50,
                 "output_tokens_details":{"reasoning_tokens":20},"total_tokens":1050}}""";
        // 700 x 4 + 100 x 0.40 + 200 x 5 + 50 x 20 = 2800 + 40 + 1000 + 1000 micro-dollars
        assertThat(cost(Responses.provider(), body, "openai")).isEqualTo(4_840_000);
    }

    private static long cost(ProviderDialect dialect, String body, String vendor) throws Exception {
        ProviderDialect.Summary summary = dialect.summary(body.getBytes(UTF_8));
        return price(vendor, summary.model(), NOW)
                .orElseThrow()
                .cost(summary.usage().orElseThrow());
    }

    private static Optional<Price> price(String vendor, String id, Instant at) {
        return BOOK.price(ModelSettings.of("any", "p"), Optional.of(vendor), id, at);
    }
}
