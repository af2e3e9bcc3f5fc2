package dev.signalbox.server.store;

import java.time.Instant;
import java.util.List;

/**
 * Which entries are meant.
 *
 * @param from arrivals at or after this
 * @param to arrivals before this
 * @param where all of these must admit the entry
 */
public record Selection(Instant from, Instant to, List<Filter> where) {
    /** Rejects times in the wrong order. */
    public Selection {
        where = List.copyOf(where);
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to: " + to + " (expected: not before " + from + ")");
        }
    }

    /** Everything that arrived before this. */
    public static Selection before(Instant to) {
        return new Selection(Instant.EPOCH, to, List.of());
    }

    /** The same, from a later beginning. */
    public Selection since(Instant later) {
        return new Selection(later, to, where);
    }
}
