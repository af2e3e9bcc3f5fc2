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

    @Test
    void ignoresWhatItCannotRead() {
        assertThat(of("retry-after", "soon")).isEmpty();
        assertThat(of("retry-after", "-1")).isEmpty();
        assertThat(of("retry-after", "NaN")).isEmpty();
        assertThat(of()).isEmpty();
    }
}
