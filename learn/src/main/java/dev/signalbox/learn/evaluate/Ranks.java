package dev.signalbox.learn.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Places of values among those of their own group: scores of different weights have no common measure, but their order has. */
final class Ranks {

    private Ranks() {}

    /** By value, the share of its group that lies below it, equal ones counted half. */
    static double[] within(double[] values, int[] group) {
        double[] ranks = new double[values.length];
        for (int wanted : Arrays.stream(group).distinct().toArray()) {
            Integer[] its = IntStream.range(0, values.length)
                    .filter(i -> group[i] == wanted)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> values[i]))
                    .toArray(Integer[]::new);
            for (int start = 0; start < its.length; ) {
                int end = start + 1;
                while (end < its.length && values[its[end]] == values[its[start]]) {
                    end++;
                }
                for (int i = start; i < end; i++) {
                    ranks[its[i]] = (start + end) / 2.0 / its.length;
                }
                start = end;
            }
        }
        return ranks;
    }
}
