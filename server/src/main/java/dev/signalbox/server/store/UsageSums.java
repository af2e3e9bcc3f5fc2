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
 * @param spare attempts that did not serve
 * @param lost requests in the middle of which the process died
 * @param held the part of {@code cost} that is only the holds of lost requests
 * @param unknownServed requests whose own cost is missing in {@code cost}
 * @param unknownWasted requests of which something is missing in {@code wasted}
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
        long wasted,
        long spare,
        long lost,
        long held,
        long unknownServed,
        long unknownWasted) {
    /** Nothing at all. */
    public static final UsageSums NONE = new UsageSums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** What one entry adds. */
    public static UsageSums of(Entry entry) {
        Entry.Bill bill = entry.bill();
        Usage usage = bill.usage();
        EndedAs ended = entry.outcome().endedAs();
        boolean served = bill.cost() instanceof Cost.Known;
        boolean wasted = bill.wasted() instanceof Cost.Known;
        boolean lost = ended == EndedAs.LOST;
        return new UsageSums(
                1,
                ended.isFailure() ? 1 : 0,
                entry.attempts().size(),
                usage.inputUncached(),
                usage.cacheRead(),
                usage.cacheWrite5m() + usage.cacheWrite1h(),
                usage.output(),
                usage.reasoning(),
                known(bill.cost()),
                served && wasted ? 0 : 1,
                bill.source() == UsageSource.ESTIMATED ? 1 : 0,
                known(bill.wasted()),
                Math.max(0, entry.attempts().size() - (ended == EndedAs.REFUSED ? 0 : 1)),
                lost ? 1 : 0,
                lost ? known(bill.cost()) : 0,
                served ? 0 : 1,
                wasted ? 0 : 1);
    }

    /** Both together. */
    public UsageSums plus(UsageSums other) {
        return with(other, 1);
    }

    /** These without the other. */
    public UsageSums minus(UsageSums other) {
        return with(other, -1);
    }

    private UsageSums with(UsageSums other, long sign) {
        return new UsageSums(
                requests + sign * other.requests,
                failures + sign * other.failures,
                attempts + sign * other.attempts,
                input + sign * other.input,
                cached + sign * other.cached,
                cacheWrite + sign * other.cacheWrite,
                output + sign * other.output,
                reasoning + sign * other.reasoning,
                cost + sign * other.cost,
                unknownCost + sign * other.unknownCost,
                estimated + sign * other.estimated,
                wasted + sign * other.wasted,
                spare + sign * other.spare,
                lost + sign * other.lost,
                held + sign * other.held,
                unknownServed + sign * other.unknownServed,
                unknownWasted + sign * other.unknownWasted);
    }

    private static long known(Cost cost) {
        return cost instanceof Cost.Known known ? known.nanoDollars() : 0;
    }
}
