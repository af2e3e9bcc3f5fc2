package dev.signalbox.server.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What is to be summed up.
 *
 * @param from arrivals at or after this
 * @param to arrivals before this
 * @param by one or two dimensions
 */
public record UsageQuery(Instant from, Instant to, List<Dimension> by) {
    /** Rejects what cannot be answered. */
    public UsageQuery {
        by = List.copyOf(by);
        if (by.isEmpty() || by.size() > 2 || Set.copyOf(by).size() != by.size()) {
            throw new IllegalArgumentException("by: " + by + " (expected: one or two different dimensions)");
        }
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to: " + to + " (expected: not before " + from + ")");
        }
    }
}
