package dev.signalbox.server.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kinds of durations: {@code 250ms}, {@code 5s}, {@code 10m}, {@code 2h}, {@code 1d}, and sums such as {@code 1m30s}. */
final class Durations {

    private static final Pattern WHOLE = Pattern.compile("(?:[0-9]{1,9}(?:\\.[0-9]{1,3})?(?:ms|s|m|h|d)){1,5}");
    private static final Pattern PART = Pattern.compile("([0-9.]+)(ms|s|m|h|d)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Duration CENTURY = Duration.ofDays(36_525);

    private static final String OFF = "off";

    private Durations() {}

    static Kind<Duration> moreThanZero() {
        return kind("a duration such as 5s or 250ms", Duration::isPositive);
    }

    static Kind<Duration> aSecondOrMore() {
        return kind("a duration such as 30s, at least 1s", time -> time.toSeconds() >= 1);
    }

    static Kind<Duration> zeroOrMore() {
        return kind("a duration such as 5s or 250ms, or 0s", _ -> true);
    }

    /** A duration, or nothing where there is to be none. */
    static Kind<Optional<Duration>> moreThanZeroOrOff() {
        return moreThanZeroOr(OFF);
    }

    /** A duration, or this word in the place of any. */
    static Kind<Optional<Duration>> moreThanZeroOr(String instead) {
        return WordKind.of(
                "a duration such as 5s or 250ms, or " + instead,
                word -> parseOr(instead, word),
                time -> time.map(Durations::print).orElse(instead));
    }

    private static Optional<Optional<Duration>> parseOr(String instead, String word) {
        Optional<Duration> time = parse(word, LONGEST).filter(Duration::isPositive);
        return time.isPresent() || word.equals(instead) ? Optional.of(time) : Optional.empty();
    }

    /** Times that are long: as long as a hundred years, at least an hour. */
    static Kind<Duration> ofDays() {
        return WordKind.of(
                "a duration such as 400d, at least 1h",
                word -> parse(word, CENTURY).filter(time -> time.compareTo(Duration.ofHours(1)) >= 0),
                Durations::print);
    }

    private static Kind<Duration> kind(String words, Predicate<Duration> allowed) {
        return WordKind.of(words, word -> parse(word, LONGEST).filter(allowed), Durations::print);
    }

    private static Optional<Duration> parse(String word, Duration longest) {
        if (!WHOLE.matcher(word).matches()) {
            return Optional.empty();
        }
        BigDecimal millis = BigDecimal.ZERO;
        Matcher part = PART.matcher(word);
        while (part.find()) {
            long unit = MILLIS.getOrDefault(part.group(2), 0L);
            millis = millis.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
        }
        return Optional.of(millis)
                .filter(m -> m.stripTrailingZeros().scale() <= 0)
                .filter(m -> m.compareTo(BigDecimal.valueOf(longest.toMillis())) <= 0)
                .map(m -> Duration.ofMillis(m.longValueExact()));
    }

    static String print(Duration duration) {
        String text = part(duration.toDays(), "d")
                + part(duration.toHoursPart(), "h")
                + part(duration.toMinutesPart(), "m")
                + part(duration.toSecondsPart(), "s")
                + part(duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text;
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : count + unit;
    }
}
