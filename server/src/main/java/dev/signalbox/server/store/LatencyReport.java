package dev.signalbox.server.store;

import java.util.List;

/**
 * How long answers took: of requests that ended complete unless the query asks for other endings.
 *
 * @param rows one for each combination of values that occurred, by these values
 * @param totals over all of them
 */
public record LatencyReport(UsageQuery query, List<Row> rows, Times totals) {
    /** Takes a defensive copy. */
    public LatencyReport {
        rows = List.copyOf(rows);
    }

    /** One line of the report. */
    public record Row(List<String> keys, Times times) {
        /** Takes a defensive copy. */
        public Row {
            keys = List.copyOf(keys);
        }
    }

    /**
     * The times of some requests.
     *
     * @param total from arrival to end, in microseconds
     * @param firstToken from arrival to the first content, in microseconds, of those that were streamed
     * @param speed output tokens in a thousand seconds: from the first content where that is known, else from the arrival
     */
    public record Times(Percentiles total, Percentiles firstToken, Percentiles speed) {}
}
