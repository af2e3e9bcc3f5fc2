package dev.signalbox.server.dispatch;

import dev.signalbox.server.settings.RetrySettings;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the wishes of a caller. Times are {@code 5s}, {@code 250ms} or a number of milliseconds. Retries are a number, which
 * may be followed by more: {@code 3; delay=200ms; on=429,503}. TrueFoundry's form of them is an object in JSON.
 */
final class WishReading {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(?:\\.([0-9]{1,3}))?(ms|s|m|h)?");
    private static final Map<String, Long> UNITS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final String MOST = "0 to " + RetrySettings.MOST_ATTEMPTS;

    static final String TIMES = "a time above 0 such as 5s or 250ms, or milliseconds, at most 24h";
    static final String RETRIES =
            "a number of retries from " + MOST + ", and perhaps more, as in 3; delay=200ms; on=429,503";
    static final String FOREIGN_RETRIES =
            "JSON such as {\"attempts\":3,\"delay\":200,\"onStatusCodes\":[429,500,503]}, with attempts from " + MOST
                    + ", and numbers without quotation marks";

    private WishReading() {}

    static Wishes.Time time(WishHeader.Written written) {
        Duration length =
                duration(written.value()).filter(Duration::isPositive).orElseThrow(() -> written.refused(TIMES));
        return new Wishes.Time(written.header(), length);
    }

    static Wishes.Retry retry(WishHeader.Written written) {
        return (written.isForeign() ? foreign(written) : own(written))
                .orElseThrow(() -> written.refused(written.isForeign() ? FOREIGN_RETRIES : RETRIES));
    }

    private static Optional<Wishes.Retry> own(WishHeader.Written written) {
        String[] parts = written.value().split(";", -1);
        Optional<Integer> attempts = whole(parts[0].trim(), 0, RetrySettings.MOST_ATTEMPTS);
        Optional<Duration> delay = Optional.empty();
        Optional<Set<Integer>> statuses = Optional.empty();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].trim().split("=", 2);
            String value = pair.length == 2 ? pair[1].trim() : "";
            if (pair[0].equals("delay") && delay.isEmpty()) {
                delay = duration(value);
            } else if (pair[0].equals("on") && statuses.isEmpty()) {
                statuses = statuses(List.of(value.split(",", -1)));
            } else {
                return Optional.empty();
            }
            if (value.isEmpty() || (pair[0].equals("delay") ? delay.isEmpty() : statuses.isEmpty())) {
                return Optional.empty();
            }
        }
        Optional<Duration> pause = delay;
        Optional<Set<Integer>> on = statuses;
        return attempts.map(count -> new Wishes.Retry(written.header(), Optional.of(count), pause, on));
    }

    private static Optional<Wishes.Retry> foreign(WishHeader.Written written) {
        Json.Obj object;
        try {
            object = JsonCodec.readObject(written.value().getBytes(StandardCharsets.UTF_8));
        } catch (JsonProblem _) {
            return Optional.empty();
        }
        Optional<Integer> attempts =
                object.find("attempts").flatMap(value -> whole(number(value), 0, RetrySettings.MOST_ATTEMPTS));
        Optional<Duration> delay = object.find("delay").flatMap(value -> duration(number(value)));
        Optional<Set<Integer>> statuses = object.find("onStatusCodes").flatMap(WishReading::codes);
        long read =
                Stream.of(attempts, delay, statuses).filter(Optional::isPresent).count();
        return read == object.fields().size()
                ? Optional.of(new Wishes.Retry(written.header(), attempts, delay, statuses))
                : Optional.empty();
    }

    private static Optional<Set<Integer>> codes(Json value) {
        return value instanceof Json.Arr list
                ? statuses(list.items().stream().map(WishReading::text).toList())
                : Optional.empty();
    }

    /** Of statuses both forms are documented: numbers, and strings that hold one. */
    private static String text(Json value) {
        return value instanceof Json.Text(String text) ? text : number(value);
    }

    private static String number(Json value) {
        OptionalLong whole = value instanceof Json.Num number ? number.whole() : OptionalLong.empty();
        return whole.isPresent() ? Long.toString(whole.getAsLong()) : "";
    }

    private static Optional<Set<Integer>> statuses(List<String> words) {
        Set<Integer> codes = new HashSet<>();
        for (String word : words) {
            Optional<Integer> code = whole(word.trim(), 400, 599);
            if (code.isEmpty()) {
                return Optional.empty();
            }
            codes.add(code.get());
        }
        return Optional.of(codes);
    }

    private static Optional<Integer> whole(String word, int least, int most) {
        return Optional.of(word)
                .filter(digits -> digits.matches("[0-9]{1,4}"))
                .map(Integer::valueOf)
                .filter(number -> number >= least && number <= most);
    }

    private static Optional<Duration> duration(String word) {
        Matcher parts = TIME.matcher(word);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String unit = parts.group(3) == null ? "ms" : parts.group(3);
        String decimals = parts.group(2) == null ? "" : "." + parts.group(2);
        BigDecimal millis =
                new BigDecimal(parts.group(1) + decimals).multiply(BigDecimal.valueOf(UNITS.getOrDefault(unit, 1L)));
        return Optional.of(millis)
                .filter(m -> m.stripTrailingZeros().scale() <= 0)
                .filter(m -> m.compareTo(BigDecimal.valueOf(LONGEST.toMillis())) <= 0)
                .map(m -> Duration.ofMillis(m.longValueExact()));
    }
}
