package dev.signalbox.cli;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which time is meant. */
final class PeriodOptions {

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = {"From then on: 12h or 7d ago, 2026-11-01, 2026-11-01T10:00:00Z (default: everything)."})
    private Optional<String> since = Optional.empty();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = {"Up to then, written in the same ways (default: now)."})
    private Optional<String> until = Optional.empty();

    @Option(names = "--month", paramLabel = "MONTH", description = "One month, such as 2026-10.")
    private Optional<String> month = Optional.empty();

    @Option(names = "--last-month", description = "The month before this one.")
    private boolean lastMonth;

    /** A time from a moment up to another. */
    record Period(Instant from, Instant to) {}

    /** @throws IllegalArgumentException if the options say nothing that can be, or too much */
    Period at(Instant now) {
        boolean whole = month.isPresent() || lastMonth;
        if ((month.isPresent() && lastMonth) || (whole && (since.isPresent() || until.isPresent()))) {
            throw new IllegalArgumentException(
                    "--month, --last-month: with another time (expected: one of them, or --since and --until)");
        }
        if (whole) {
            YearMonth meant = month.map(text -> Times.month("--month", text))
                    .orElseGet(
                            () -> YearMonth.from(now.atOffset(ZoneOffset.UTC)).minusMonths(1));
            return new Period(Times.begin(meant), Times.begin(meant.plusMonths(1)));
        }
        Instant from = since.map(text -> Times.moment("--since", text, now)).orElse(Instant.EPOCH);
        Instant to = until.map(text -> Times.moment("--until", text, now)).orElse(now.plusSeconds(1));
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("--until: " + to + " (expected: not before " + from + ")");
        }
        return new Period(from, to);
    }
}
