package dev.signalbox.server.dispatch;

import dev.signalbox.server.http.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * When a provider says to come back: {@code retry-after-ms}, or {@code Retry-After} in seconds or as an HTTP date
 * (<a href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">RFC 9110, 10.2.3</a>).
 */
final class RetryAfter {
    private RetryAfter() {}

    static Optional<Duration> of(Headers headers, Instant now) {
        return headers.first("retry-after-ms")
                .flatMap(text -> number(text, 1))
                .or(() -> headers.first("retry-after")
                        .flatMap(text -> number(text, 1000).or(() -> date(text, now))));
    }

    private static Optional<Duration> number(String text, double milliseconds) {
        try {
            double value = Double.parseDouble(text.trim());
            return value >= 0 && value < 1e9
                    ? Optional.of(Duration.ofMillis(Math.round(value * milliseconds)))
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            Instant at = ZonedDateTime.parse(text.trim(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
