package dev.signalbox.server.store;

import java.util.List;

/**
 * What became of attempts. Of an attempt, model and provider are those that were tried, status and failure the provider's,
 * the ending its own.
 *
 * @param rows one for each combination of values that occurred, by these values
 * @param totals of all rows
 */
public record AttemptReport(UsageQuery query, List<Row> rows, Sums totals) {
    /** Takes a defensive copy. */
    public AttemptReport {
        rows = List.copyOf(rows);
    }

    /** One line of the report. */
    public record Row(List<String> keys, Sums sums) {
        /** Takes a defensive copy. */
        public Row {
            keys = List.copyOf(keys);
        }
    }

    /**
     * Sums over attempts. Money is nano-dollars.
     *
     * @param servedCost what is known of the cost of attempts that served or broke
     * @param otherCost what is known of the cost of all others
     * @param unknownServed attempts that served or broke and have no known price
     * @param unknownOther other attempts without a known price
     */
    public record Sums(
            long attempts,
            long served,
            long broken,
            long failed,
            long cancelled,
            long lost,
            long servedCost,
            long otherCost,
            long unknownServed,
            long unknownOther) {
        /** No attempt. */
        public static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        /** Both together. */
        public Sums plus(Sums other) {
            return new Sums(
                    attempts + other.attempts,
                    served + other.served,
                    broken + other.broken,
                    failed + other.failed,
                    cancelled + other.cancelled,
                    lost + other.lost,
                    servedCost + other.servedCost,
                    otherCost + other.otherCost,
                    unknownServed + other.unknownServed,
                    unknownOther + other.unknownOther);
        }
    }
}
