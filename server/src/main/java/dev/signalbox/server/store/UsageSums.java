package dev.signalbox.server.store;

import dev.signalbox.server.exchange.Cost;
import dev.signalbox.wire.model.Usage;

/**
 * Sums over entries. Money is nano-dollars.
 *
 * @param failures requests that were refused, broke or were lost
 * @param input input tokens at the full price: neither read from a cache nor written to one
 * @param cached input tokens read from a cache
 * @param cacheWrite input tokens written to a cache
 * @param output output tokens, reasoning included
 * @param reasoning output tokens that were reasoning
 * @param cost what is known of the cost of what served
 * @param unknownCost requests of which something has no known price: their cost is missing in {@code cost} or {@code wasted}
 * @param estimated requests whose usage is an estimate
 * @param wasted what is known of the cost of failed attempts
 */
public record UsageSums(
        long requests,
        long failures,
        long attempts,
        long input,
        long cached,
        long cacheWrite,
        long output,
        long reasoning,
        long cost,
        long unknownCost,
        long estimated,
        long wasted) {
    /** Nothing at all. */
    public static final UsageSums NONE = new UsageSums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** What one entry adds. */
    public static UsageSums of(Entry entry) {
        Entry.Bill bill = entry.bill();
        Usage usage = bill.usage();
        boolean unknown = bill.cost() instanceof Cost.Unknown || bill.wasted() instanceof Cost.Unknown;
        return new UsageSums(
                1,
                entry.outcome().endedAs().isFailure() ? 1 : 0,
                entry.attempts().size(),
                usage.inputUncached(),
                usage.cacheRead(),
                usage.cacheWrite5m() + usage.cacheWrite1h(),
                usage.output(),
                usage.reasoning(),
                known(bill.cost()),
                unknown ? 1 : 0,
                bill.source() == UsageSource.ESTIMATED ? 1 : 0,
                known(bill.wasted()));
    }

    /** Both together. */
    public UsageSums plus(UsageSums other) {
        return new UsageSums(
                requests + other.requests,
                failures + other.failures,
                attempts + other.attempts,
                input + other.input,
                cached + other.cached,
                cacheWrite + other.cacheWrite,
                output + other.output,
                reasoning + other.reasoning,
                cost + other.cost,
                unknownCost + other.unknownCost,
                estimated + other.estimated,
                wasted + other.wasted);
    }

    private static long known(Cost cost) {
        return cost instanceof Cost.Known known ? known.nanoDollars() : 0;
    }
}
