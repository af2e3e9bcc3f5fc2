package dev.signalbox.server.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be summed up.
 *
 * @param entries which entries
 * @param by one to three dimensions
 */
public record UsageQuery(Selection entries, List<Dimension> by) {
    private static final int MOST = 3;

    /** Rejects what cannot be answered. */
    public UsageQuery {
        by = List.copyOf(by);
        if (by.isEmpty() || by.size() > MOST || Set.copyOf(by).size() != by.size()) {
            String words = by.stream().map(Dimension::word).collect(Collectors.joining(", "));
            throw new IllegalArgumentException("by: " + words + " (expected: one to three different dimensions)");
        }
    }

    /** Of everything in this time. */
    public UsageQuery(Instant from, Instant to, List<Dimension> by) {
        this(new Selection(from, to, List.of()), by);
    }

    /** Arrivals at or after this. */
    public Instant from() {
        return entries.from();
    }

    /** Arrivals before this. */
    public Instant to() {
        return entries.to();
    }
}
