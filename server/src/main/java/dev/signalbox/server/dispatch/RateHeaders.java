package dev.signalbox.server.dispatch;

import dev.signalbox.server.ceilings.Limit;
import dev.signalbox.server.ceilings.Told;
import dev.signalbox.server.http.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a provider tells of its limits with each answer, in the forms that are known:
 *
 * <ul>
 *   <li>{@code x-ratelimit-limit-requests}, {@code -remaining-}, {@code -reset-}, and {@code -tokens}: OpenAI with {@code 6m0s}
 *       or {@code 20ms}, Groq alike, Azure with a number; Cerebras with {@code -requests-day} and {@code -tokens-minute} in
 *       seconds; Mistral with {@code -req-minute} and {@code -tokens-minute} without a reset;
 *   <li>{@code x-ratelimit-limit}, {@code -remaining}, {@code -reset} in seconds: Together and many proxies;
 *   <li>{@code anthropic-ratelimit-requests-limit}, {@code -remaining}, {@code -reset} (RFC 3339), and the same for
 *       {@code tokens}, {@code input-tokens} and {@code output-tokens}.
 * </ul>
 *
 * Azure's number is documented as seconds and recorded as milliseconds (500 after one of 120 requests a minute), so it is
 * bounded by the period that Azure tells beside it. A limit without a time says nothing, nor does one below zero.
 */
final class RateHeaders {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final List<Form> FORMS = List.of(
            Form.suffixed("requests", Limit.REQUESTS),
            Form.suffixed("tokens", Limit.TOKENS),
            Form.suffixed("input-tokens", Limit.TOKENS),
            Form.suffixed("output-tokens", Limit.TOKENS),
            Form.suffixed("requests-minute", Limit.REQUESTS),
            Form.suffixed("req-minute", Limit.REQUESTS),
            Form.suffixed("tokens-minute", Limit.TOKENS),
            Form.suffixed("requests-hour", Limit.REQUESTS),
            Form.suffixed("tokens-hour", Limit.TOKENS),
            Form.suffixed("requests-day", Limit.REQUESTS),
            Form.suffixed("tokens-day", Limit.TOKENS),
            Form.of("requests in its time", Limit.REQUESTS, "x-ratelimit-", ""),
            Form.anthropic("requests", Limit.REQUESTS),
            Form.anthropic("tokens", Limit.TOKENS),
            Form.anthropic("input-tokens", Limit.TOKENS),
            Form.anthropic("output-tokens", Limit.TOKENS));

    private RateHeaders() {}

    /** How the fields of one limit are called. */
    private record Form(String name, Limit kind, String limit, String remaining, String reset, String period) {
        static Form suffixed(String name, Limit kind) {
            return of(name, kind, "x-ratelimit-", "-" + name);
        }

        static Form anthropic(String name, Limit kind) {
            return of(name, kind, "anthropic-ratelimit-" + name + "-", "");
        }

        static Form of(String name, Limit kind, String before, String after) {
            return new Form(
                    name,
                    kind,
                    before + "limit" + after,
                    before + "remaining" + after,
                    before + "reset" + after,
                    before + "renewalperiod" + after);
        }
    }

    /** All that is told, by this moment. */
    static List<Told> read(Headers headers, Instant now) {
        if (!mentioned(headers)) {
            return List.of();
        }
        List<Told> all = new ArrayList<>(4);
        for (Form form : FORMS) {
            OptionalLong remaining = count(headers.first(form.remaining));
            if (remaining.isPresent()) {
                told(form, remaining.getAsLong(), headers, now).ifPresent(all::add);
            }
        }
        return all;
    }

    private static boolean mentioned(Headers headers) {
        boolean[] any = new boolean[1];
        headers.forEach((name, _) -> any[0] |= name.regionMatches(true, name.indexOf('-') + 1, "ratelimit-", 0, 10));
        return any[0];
    }

    private static Optional<Told> told(Form form, long remaining, Headers headers, Instant now) {
        OptionalLong most = count(headers.first(form.limit));
        return reset(form, headers, now)
                .filter(Duration::isPositive)
                .map(reset -> new Told(form.name, form.kind, most, remaining, reset));
    }

    private static Optional<Duration> reset(Form form, Headers headers, Instant now) {
        Optional<Duration> told = headers.first(form.reset)
                .map(String::trim)
                .flatMap(text -> RetryAfter.reset(text).or(() -> moment(text, now)));
        OptionalLong seconds = count(headers.first(form.period));
        Optional<Duration> period =
                seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty();
        if (told.isEmpty()) {
            return period.or(() -> form.name.endsWith("-minute") ? Optional.of(MINUTE) : Optional.empty());
        }
        return told.map(time -> period.filter(most -> most.compareTo(time) < 0).orElse(time));
    }

    private static Optional<Duration> moment(String text, Instant now) {
        try {
            Instant at = OffsetDateTime.parse(text).toInstant();
            return Optional.of(at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static OptionalLong count(Optional<String> text) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        String trimmed = text.get().trim();
        if (trimmed.isEmpty() || trimmed.length() > 15) {
            return OptionalLong.empty();
        }
        for (int i = 0; i < trimmed.length(); i++) {
            if (trimmed.charAt(i) < '0' || trimmed.charAt(i) > '9') {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(Long.parseLong(trimmed));
    }
}
