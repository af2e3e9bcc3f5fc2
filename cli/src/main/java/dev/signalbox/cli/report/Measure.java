package dev.signalbox.cli.report;

import dev.signalbox.server.store.UsageSums;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * One number of a report.
 *
 * @param name as programs know it
 * @param title as people read it, short
 * @param money whether the number is nano-dollars and shown as dollars
 */
record Measure(String name, String title, boolean money, ToLongFunction<UsageSums> value) {

    private static final int NANO = 9;
    private static final int FEWEST_DECIMALS = 2;

    static final List<Measure> ALL = List.of(
            new Measure("requests", "requests", false, UsageSums::requests),
            new Measure("failures", "failures", false, UsageSums::failures),
            new Measure("attempts", "attempts", false, UsageSums::attempts),
            new Measure("input_tokens", "input", false, UsageSums::input),
            new Measure("cached_tokens", "cached", false, UsageSums::cached),
            new Measure("cache_write_tokens", "cache write", false, UsageSums::cacheWrite),
            new Measure("output_tokens", "output", false, UsageSums::output),
            new Measure("reasoning_tokens", "reasoning", false, UsageSums::reasoning),
            new Measure("cost_usd", "cost USD", true, UsageSums::cost),
            new Measure("unknown_cost_requests", "cost unknown", false, UsageSums::unknownCost),
            new Measure("estimated_requests", "estimated", false, UsageSums::estimated),
            new Measure("wasted_usd", "wasted USD", true, UsageSums::wasted));

    /** The exact number, money in dollars. */
    BigDecimal of(UsageSums sums) {
        long number = value.applyAsLong(sums);
        return money ? BigDecimal.valueOf(number, NANO).stripTrailingZeros() : BigDecimal.valueOf(number);
    }

    /** The exact number as people and programs write it: never with an exponent, money with cents at least. */
    String text(UsageSums sums) {
        BigDecimal number = of(sums);
        return (money && number.scale() < FEWEST_DECIMALS ? number.setScale(FEWEST_DECIMALS) : number).toPlainString();
    }
}
