package dev.signalbox.server.settings;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a user says that a model costs: each price from its time on, until the next one. Before the first, nothing is said.
 *
 * @param prices at least one, each later than the one before; the first alone may hold from ever on
 */
public record OwnPrices(List<PriceSettings> prices) {
    public OwnPrices {
        prices = List.copyOf(prices);
        Checks.that(!prices.isEmpty(), "prices", prices, "at least one");
        for (int i = 1; i < prices.size(); i++) {
            Instant from = prices.get(i).begins();
            Checks.that(
                    from.isAfter(prices.get(i - 1).begins()), "from", from, "a time after that of the price before");
        }
    }

    /** The price that holds at a time; empty before the first one does. */
    public Optional<PriceSettings> at(Instant at) {
        int later = firstAfter(at);
        return later == 0 ? Optional.empty() : Optional.of(prices.get(later - 1));
    }

    /** When the next price begins to hold; empty where none is to come. */
    public Optional<Instant> next(Instant at) {
        int later = firstAfter(at);
        return later == prices.size()
                ? Optional.empty()
                : Optional.of(prices.get(later).begins());
    }

    private int firstAfter(Instant at) {
        int low = 0;
        int high = prices.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (prices.get(middle).begins().isAfter(at)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
