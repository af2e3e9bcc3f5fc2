package dev.signalbox.server.store;

import java.util.List;

/**
 * What was used.
 *
 * @param rows one for each combination of values that occurred, by these values
 * @param totals of all rows
 */
public record UsageReport(UsageQuery query, List<Row> rows, UsageSums totals) {
    /** Takes a defensive copy. */
    public UsageReport {
        rows = List.copyOf(rows);
    }

    /**
     * One line of the report.
     *
     * @param keys the values of the query's dimensions, empty text where there was none
     */
    public record Row(List<String> keys, UsageSums sums) {
        /** Takes a defensive copy. */
        public Row {
            keys = List.copyOf(keys);
        }
    }
}
