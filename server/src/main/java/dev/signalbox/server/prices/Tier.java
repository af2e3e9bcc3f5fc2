package dev.signalbox.server.prices;

import dev.signalbox.server.settings.PriceSettings;
import dev.signalbox.wire.model.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The rates for requests of one size, in US dollars per million tokens.
 *
 * @param above holds for requests with more input tokens than this
 */
public record Tier(
        long above,
        BigDecimal input,
        BigDecimal cached,
        BigDecimal write5m,
        BigDecimal write1h,
        BigDecimal output,
        BigDecimal reasoning) {
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** A dollar per million tokens is a thousand nano-dollars per token. */
    private static final int NANO_PER_TOKEN = 3;

    static Tier of(PriceSettings price) {
        return new Tier(
                0,
                price.input(),
                price.cached().orElse(price.input()),
                price.cacheWrite5m().orElse(price.input()),
                price.cacheWrite1h().orElse(price.input()),
                price.output(),
                price.reasoning().orElse(price.output()));
    }

    long cost(Usage usage) {
        BigDecimal sum = times(input, usage.inputUncached())
                .add(times(cached, usage.cacheRead()))
                .add(times(write5m, usage.cacheWrite5m()))
                .add(times(write1h, usage.cacheWrite1h()))
                .add(times(output, usage.output() - usage.reasoning()))
                .add(times(reasoning, usage.reasoning()));
        return nano(sum);
    }

    long most(long inputTokens, long outputTokens) {
        BigDecimal in = input.max(cached).max(write5m).max(write1h);
        return nano(times(in, inputTokens).add(times(output.max(reasoning), outputTokens)));
    }

    /** Rates that are those of all input, or of all output, go without saying. */
    String words() {
        return (above > 0 ? "above " + above + " tokens " : "")
                + "input " + input.toPlainString()
                + other("cached", cached, input)
                + other("cache-write-5m", write5m, input)
                + other("cache-write-1h", write1h, input)
                + ", output " + output.toPlainString()
                + other("reasoning", reasoning, output);
    }

    private static String other(String name, BigDecimal rate, BigDecimal usual) {
        return rate.compareTo(usual) == 0 ? "" : ", " + name + " " + rate.toPlainString();
    }

    private static BigDecimal times(BigDecimal rate, long tokens) {
        return tokens == 0 ? BigDecimal.ZERO : rate.multiply(BigDecimal.valueOf(tokens));
    }

    private static long nano(BigDecimal millionths) {
        return millionths
                .scaleByPowerOfTen(NANO_PER_TOKEN)
                .setScale(0, RoundingMode.HALF_UP)
                .min(LARGEST)
                .longValueExact();
    }
}
