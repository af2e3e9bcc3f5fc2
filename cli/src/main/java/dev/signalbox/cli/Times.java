package dev.signalbox.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/** Moments as people write them: {@code 7d} ago, {@code 2026-11-01}, {@code 2026-11-01T10:00:00Z}. All in UTC. */
final class Times {

    private Times() {}

    static Instant moment(String option, String text, Instant now) {
        return date(text)
                .or(() -> instant(text))
                .or(() -> ago(text, now))
                .orElseThrow(() -> new IllegalArgumentException(option + ": \"" + text
                        + "\" (expected: a duration such as 12h or 7d, a date such as 2026-11-01, or a time such as"
                        + " 2026-11-01T10:00:00Z)"));
    }

    static YearMonth month(String option, String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(option + ": \"" + text + "\" (expected: a month such as 2026-10)", e);
        }
    }

    static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(
                    LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> ago(String text, Instant now) {
        try {
            return Optional.of(now.minus(new DurationOption().convert(text)));
        } catch (TypeConversionException _) {
            return Optional.empty();
        }
    }
}
