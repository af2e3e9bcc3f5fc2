package dev.signalbox.server.store;

import java.util.Arrays;

/**
 * Some values' percentiles by nearest rank: the smallest value that at least so many of a hundred do not exceed. Exact.
 *
 * @param count how many values there are; the rest is zero where there are none
 * @param mean of all values, rounded down
 */
public record Percentiles(long count, long mean, long p10, long p50, long p90, long p95, long p99) {
    /** Sorts the values in place. */
    public static Percentiles of(long[] values) {
        Arrays.parallelSort(values);
        return new Percentiles(
                values.length,
                mean(values),
                at(values, 10),
                at(values, 50),
                at(values, 90),
                at(values, 95),
                at(values, 99));
    }

    private static long mean(long[] values) {
        return values.length == 0 ? 0 : Arrays.stream(values).sum() / values.length;
    }

    private static long at(long[] sorted, int percent) {
        int rank = (int) Math.ceilDiv((long) sorted.length * percent, 100L);
        return sorted.length == 0 ? 0 : sorted[Math.max(rank, 1) - 1];
    }
}
