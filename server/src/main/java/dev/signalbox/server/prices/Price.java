package dev.signalbox.server.prices;

import dev.signalbox.wire.model.Usage;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one model costs at one time. Vendors price long requests higher, so a price is a list of tiers.
 *
 * @param tiers at least one, by their threshold; the first holds from the first token
 */
public record Price(List<Tier> tiers) {
    /** Sorts the tiers. */
    public Price {
        tiers = tiers.size() == 1
                ? List.copyOf(tiers)
                : tiers.stream().sorted(Comparator.comparingLong(Tier::above)).toList();
        if (tiers.isEmpty() || tiers.getFirst().above() != 0) {
            throw new IllegalArgumentException("tiers: " + tiers + " (expected: one that holds from the first token)");
        }
    }

    /**
     * What this usage costs in nano-dollars, exact, rounded half up once. An amount that does not fit is
     * {@link Long#MAX_VALUE}.
     */
    public long cost(Usage usage) {
        return tier(usage.input()).cost(usage);
    }

    /**
     * The most that an attempt can cost in nano-dollars: every input token at the dearest way to be billed for input, every
     * output token at the dearest for output.
     */
    public long hold(long inputTokens, long outputTokens) {
        return tier(inputTokens).most(inputTokens, outputTokens);
    }

    /** As people read it, in dollars per million tokens: {@code input 2.50, output 10}. */
    public String words() {
        return tiers.stream().map(Tier::words).collect(Collectors.joining("; "));
    }

    private Tier tier(long inputTokens) {
        Tier holds = tiers.getFirst();
        for (Tier tier : tiers) {
            if (inputTokens > tier.above()) {
                holds = tier;
            }
        }
        return holds;
    }
}
