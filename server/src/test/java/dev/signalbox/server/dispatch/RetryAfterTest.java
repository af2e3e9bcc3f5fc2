package dev.signalbox.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.http.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private static Optional<Duration> of(String... fields) {
        return RetryAfter.of(Headers.of(fields), NOW);
    }

    @Test
    void readsSeconds() {
        assertThat(of("retry-after", "2")).contains(Duration.ofSeconds(2));
        assertThat(of("retry-after", "0.25")).contains(Duration.ofMillis(250));
    }

    @Test
    void readsMillisecondsFirst() {
        assertThat(of("retry-after", "2", "retry-after-ms", "1500")).contains(Duration.ofMillis(1500));
    }

    @Test
    void readsADate() {
        assertThat(of("retry-after", "Sat, 21 Nov 2026 10:00:30 GMT")).contains(Duration.ofSeconds(30));
        assertThat(of("retry-after", "Sat, 21 Nov 2026 09:00:00 GMT")).contains(Duration.ZERO);
    }

    private static Optional<Duration> hint(String... fields) {
        return RetryAfter.hint(Headers.of(fields));
    }

    @Test
    void takesResetsOfLimitsForHintsInBothSpellings() {
        assertThat(hint("x-ratelimit-reset-requests", "6m0s")).contains(Duration.ofMinutes(6));
        assertThat(hint("x-ratelimit-reset-tokens", "1h2m3.5s")).contains(Duration.ofMillis(3_723_500));
        assertThat(hint("x-ratelimit-reset-tokens", "59ms")).contains(Duration.ofMillis(59));
        assertThat(hint("x-ratelimit-reset-requests", "17")).contains(Duration.ofSeconds(17));
        assertThat(of("x-ratelimit-reset-requests", "17")).as("no Retry-After").isEmpty();
    }

    @Test
    void takesTheLongestResetOfTheLimitsThatAreExhausted() {
        assertThat(hint(
                        "x-ratelimit-remaining-requests", "12",
                        "x-ratelimit-reset-requests", "9m",
                        "x-ratelimit-remaining-tokens", "0",
                        "x-ratelimit-reset-tokens", "20s"))
                .contains(Duration.ofSeconds(20));
        assertThat(hint("x-ratelimit-reset-requests", "1s", "x-ratelimit-reset-tokens", "20s"))
                .contains(Duration.ofSeconds(20));
    }

    @Test
    void takesNoMomentForATime() {
        assertThat(hint("x-ratelimit-reset-requests", "1784000000")).isEmpty();
        assertThat(hint("x-ratelimit-reset-requests", "2026-11-21T10:00:00Z")).isEmpty();
        assertThat(hint("x-ratelimit-reset-requests", "6m0")).isEmpty();
    }

    @Test
    void ignoresWhatItCannotRead() {
        assertThat(of("retry-after", "soon")).isEmpty();
        assertThat(of("retry-after", "-1")).isEmpty();
        assertThat(of("retry-after", "NaN")).isEmpty();
        assertThat(of()).isEmpty();
    }
}
