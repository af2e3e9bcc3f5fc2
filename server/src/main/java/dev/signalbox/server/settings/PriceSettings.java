package dev.signalbox.server.settings;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What a model costs, in US dollars per million tokens.
 *
 * @param from when it begins to hold; absent where it held from ever on
 * @param input input tokens that were not cached
 * @param cached input tokens read from the provider's prompt cache
 * @param cacheWrite5m input tokens written to a prompt cache that lives five minutes
 * @param cacheWrite1h input tokens written to a prompt cache that lives one hour
 * @param output output tokens
 * @param reasoning output tokens spent on reasoning, where they have their own price
 */
public record PriceSettings(
        Optional<Instant> from,
        BigDecimal input,
        Optional<BigDecimal> cached,
        Optional<BigDecimal> cacheWrite5m,
        Optional<BigDecimal> cacheWrite1h,
        BigDecimal output,
        Optional<BigDecimal> reasoning) {

    /** Prices end at a millionth of a millionth of a dollar, far below any real one. */
    public static final int MOST_DECIMALS = 12;

    public static final BigDecimal HIGHEST = new BigDecimal("1000000");

    public PriceSettings {
        price("input", input);
        cached.ifPresent(p -> price("cached", p));
        cacheWrite5m.ifPresent(p -> price("cache-write-5m", p));
        cacheWrite1h.ifPresent(p -> price("cache-write-1h", p));
        price("output", output);
        reasoning.ifPresent(p -> price("reasoning", p));
    }

    /** When it begins to hold. */
    public Instant begins() {
        return from.orElse(Instant.MIN);
    }

    private static void price(String what, BigDecimal price) {
        boolean sane = price.signum() >= 0 && price.scale() <= MOST_DECIMALS && price.compareTo(HIGHEST) <= 0;
        Checks.that(sane, what, price, "0 to " + HIGHEST + " with at most " + MOST_DECIMALS + " decimals");
    }
}
