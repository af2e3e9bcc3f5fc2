package dev.signalbox.server.dispatch;

import dev.signalbox.server.http.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a provider says to come back: {@code retry-after-ms}, or {@code Retry-After} in seconds or as an HTTP date
 * (<a href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">RFC 9110, 10.2.3</a>).
 */
final class RetryAfter {
    private static final List<String> LIMITS = List.of("requests", "tokens", "input-tokens", "output-tokens");

    private RetryAfter() {}

    static Optional<Duration> of(Headers headers, Instant now) {
        return headers.first("retry-after-ms")
                .flatMap(text -> number(text, 1))
                .or(() -> headers.first("retry-after")
                        .flatMap(text -> number(text, 1000).or(() -> date(text, now))));
    }

    /**
     * When the limits that are exhausted begin anew, by {@code x-ratelimit-reset-*}: the longest of them. A provider tells
     * them with every answer, so they say less than {@code Retry-After}. OpenAI writes {@code 6m0s}, others whole seconds.
     */
    static Optional<Duration> hint(Headers headers) {
        return LIMITS.stream()
                .filter(limit -> headers.first("x-ratelimit-remaining-" + limit)
                        .map(left -> left.trim().equals("0"))
                        .orElse(true))
                .flatMap(limit -> headers.first("x-ratelimit-reset-" + limit).stream())
                .flatMap(text -> reset(text.trim()).stream())
                .max(Comparator.naturalOrder());
    }

    /** A time such as {@code 6m0s}, or seconds. A number that is large is a moment, not a time: whose clock it is by nobody knows. */
    static Optional<Duration> reset(String text) {
        return WrittenTime.read(text)
                .or(() -> number(text, 1000).filter(time -> time.compareTo(Duration.ofDays(365)) < 0));
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
