package dev.signalbox.server.config;

import dev.signalbox.server.settings.PriceSettings;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kinds of numbers: whole ones, sizes in bytes, counts of tokens, prices. */
final class Numbers {

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,15}");
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,9})([kKmMgG]?)");
    private static final Pattern TOKENS = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,6})?)([kKmM]?)");
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,7}(?:\\.[0-9]{1,12})?");
    private static final Map<String, Long> BYTE_UNITS = Map.of("", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30);
    private static final Map<String, Long> TOKEN_UNITS = Map.of("", 1L, "k", 1_000L, "m", 1_000_000L);

    private Numbers() {}

    static Kind<Integer> whole(int least, int most) {
        return WordKind.of(
                "a number from " + least + " to " + most,
                word -> whole(word).filter(n -> n >= least && n <= most).map(Long::intValue),
                String::valueOf);
    }

    /** Bytes, where k, M and G are powers of 1024. */
    static Kind<Long> bytes(long most) {
        return WordKind.of(
                "a size such as 64k or 50M, up to " + printBytes(most),
                word -> scaled(BYTES, word, BYTE_UNITS).filter(n -> n > 0 && n <= most),
                Numbers::printBytes);
    }

    /** Tokens, where k and M are powers of 1000. */
    static Kind<Long> tokens() {
        return WordKind.of(
                "a number of tokens such as 128000, 128k or 1M",
                word -> scaled(TOKENS, word, TOKEN_UNITS).filter(n -> n > 0),
                Numbers::printTokens);
    }

    static Kind<BigDecimal> price() {
        return WordKind.of(
                "dollars per million tokens such as 2.50",
                word -> PRICE.matcher(word).matches()
                        ? Optional.of(new BigDecimal(word)).filter(p -> p.compareTo(PriceSettings.HIGHEST) <= 0)
                        : Optional.empty(),
                BigDecimal::toPlainString);
    }

    private static Optional<Long> whole(String word) {
        return WHOLE.matcher(word).matches() ? Optional.of(Long.parseLong(word)) : Optional.empty();
    }

    private static Optional<Long> scaled(Pattern pattern, String word, Map<String, Long> units) {
        Matcher matcher = pattern.matcher(word);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long unit = units.getOrDefault(matcher.group(2).toLowerCase(Locale.ROOT), 1L);
        BigDecimal value = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
        return Optional.of(value)
                .filter(v -> v.stripTrailingZeros().scale() <= 0)
                .map(BigDecimal::longValueExact);
    }

    private static String printBytes(long bytes) {
        return print(bytes, Map.entry("G", 1L << 30), Map.entry("M", 1L << 20), Map.entry("k", 1L << 10));
    }

    private static String printTokens(long tokens) {
        return print(tokens, Map.entry("M", 1_000_000L), Map.entry("k", 1_000L));
    }

    /** With the largest unit that divides the value. */
    @SafeVarargs
    private static String print(long value, Map.Entry<String, Long>... units) {
        for (Map.Entry<String, Long> unit : units) {
            if (value % unit.getValue() == 0) {
                return value / unit.getValue() + unit.getKey();
            }
        }
        return String.valueOf(value);
    }
}
