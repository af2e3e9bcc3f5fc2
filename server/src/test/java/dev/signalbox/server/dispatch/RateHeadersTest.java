package dev.signalbox.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.server.ceilings.Limit;
import dev.signalbox.server.ceilings.Told;
import dev.signalbox.server.http.Headers;
import dev.signalbox.wire.json.JsonCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateHeadersTest {
    private static final Instant NOW = Instant.parse("2026-08-19T14:34:50Z");

    private static List<Told> read(String... pairs) {
        return RateHeaders.read(Headers.of(pairs), NOW);
    }

    @Test
    void readsOpenAi() {
        assertThat(read(
                        "content-type",
                        "application/json",
                        "x-ratelimit-limit-requests",
                        "5000",
                        "x-ratelimit-remaining-requests",
                        "0",
                        "x-ratelimit-reset-requests",
                        "1m0.5s",
                        "x-ratelimit-limit-tokens",
                        "160000",
                        "x-ratelimit-remaining-tokens",
                        "159976",
                        "x-ratelimit-reset-tokens",
                        "9ms"))
                .containsExactly(
                        new Told("requests", Limit.REQUESTS, OptionalLong.of(5_000), 0, Duration.ofMillis(60_500)),
                        new Told("tokens", Limit.TOKENS, OptionalLong.of(160_000), 159_976, Duration.ofMillis(9)));
    }

    @Test
    void readsAnthropic() {
        assertThat(read(
                        "Anthropic-RateLimit-Input-Tokens-Limit",
                        "400000",
                        "anthropic-ratelimit-input-tokens-remaining",
                        "0",
                        "anthropic-ratelimit-input-tokens-reset",
                        "2026-08-19T14:35:20Z",
                        "anthropic-ratelimit-requests-limit",
                        "4000",
                        "anthropic-ratelimit-requests-remaining",
                        "3999",
                        "anthropic-ratelimit-requests-reset",
                        "2026-08-19T14:34:49Z"))
                .containsExactly(
                        new Told("input-tokens", Limit.TOKENS, OptionalLong.of(400_000), 0, Duration.ofSeconds(30)));
    }

    @Test
    void boundsAzuresNumberByItsPeriod() {
        assertThat(read(
                        "x-ratelimit-limit-requests",
                        "120",
                        "x-ratelimit-remaining-requests",
                        "119",
                        "x-ratelimit-renewalperiod-requests",
                        "60",
                        "x-ratelimit-reset-requests",
                        "500"))
                .containsExactly(
                        new Told("requests", Limit.REQUESTS, OptionalLong.of(120), 119, Duration.ofMinutes(1)));
    }

    @Test
    void readsMistralWhoseTimeIsInTheName() {
        assertThat(read("x-ratelimit-limit-req-minute", "100", "x-ratelimit-remaining-req-minute", "0"))
                .containsExactly(
                        new Told("req-minute", Limit.REQUESTS, OptionalLong.of(100), 0, Duration.ofMinutes(1)));
    }

    @Test
    void readsCerebrasAndTogether() {
        assertThat(read("x-ratelimit-remaining-requests-day", "0", "x-ratelimit-reset-requests-day", "33011.382"))
                .containsExactly(new Told(
                        "requests-day", Limit.REQUESTS, OptionalLong.empty(), 0, Duration.ofMillis(33_011_382)));
        assertThat(read("x-ratelimit-limit", "2", "x-ratelimit-remaining", "0", "x-ratelimit-reset", "2"))
                .containsExactly(
                        new Told("requests in its time", Limit.REQUESTS, OptionalLong.of(2), 0, Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @CsvSource({
        "-1,0",
        "0,0",
        "0,''",
        "0,soon",
        "many,5s",
        "0,1741305600000",
        "'',5s",
        "0,-5",
        "99999999999999999999,5s"
    })
    void believesNothingThatMakesNoSense(String remaining, String reset) {
        assertThat(read("x-ratelimit-remaining-requests", remaining, "x-ratelimit-reset-requests", reset))
                .isEmpty();
    }

    @Test
    void saysNothingWithoutATime() {
        assertThat(read("x-ratelimit-limit-requests", "1800", "x-ratelimit-remaining-requests", "0"))
                .isEmpty();
        assertThat(read("x-request-id", "abc")).isEmpty();
    }

    @Test
    void readsWhatProvidersReallySent() throws Exception {
        Optional<Path> recordings = recordings();
        assumeTrue(recordings.isPresent(), "skipped: no recordings beside the project (../shared/wire)");
        Map<String, Integer> limits = new HashMap<>();
        for (Path file : files(recordings.orElseThrow())) {
            List<Told> told = RateHeaders.read(headers(file), NOW);
            told.forEach(limit -> assertThat(limit.remaining())
                    .as(file + " " + limit)
                    .isBetween(0L, limit.most().orElse(Long.MAX_VALUE)));
            limits.merge(file.getParent().getFileName().toString(), told.size(), Integer::sum);
        }
        assertThat(limits.get("openai")).isGreaterThan(30);
        assertThat(limits.get("groq")).isEqualTo(2);
        assertThat(limits.get("mistral")).isGreaterThan(10);
        assertThat(limits.get("azure")).isGreaterThan(3);
    }

    private static Headers headers(Path file) throws Exception {
        Headers.Builder headers = Headers.builder();
        JsonCodec.readObject(Files.readAllBytes(file))
                .object("response")
                .flatMap(response -> response.object("headers"))
                .ifPresent(fields -> fields.fields()
                        .keySet()
                        .forEach(name -> fields.text(name).ifPresent(value -> headers.add(name, value))));
        return headers.build();
    }

    private static List<Path> files(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.getParent().equals(folder))
                    .toList();
        }
    }

    private static Optional<Path> recordings() {
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
