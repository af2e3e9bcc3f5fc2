package dev.signalbox.learn.measure;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A 95 % confidence interval by the percentile bootstrap (Efron 1979): the statistic of prompts drawn again with
 * replacement, between its 2.5 % and 97.5 % quantiles.
 */
public record Interval(double low, double high) {

    /**
     * The interval of a statistic of prompts.
     *
     * @param prompts how many there are
     * @param rounds how often they are drawn again
     * @param statistic takes the numbers of the prompts that were drawn; rounds in which it is NaN do not count
     */
    public static Interval of(int prompts, int rounds, long seed, ToDoubleFunction<int[]> statistic) {
        return ofAll(prompts, rounds, seed, 1, drawn -> new double[] {statistic.applyAsDouble(drawn)})
                .getFirst();
    }

    /** The intervals of several statistics of the same draws. */
    static List<Interval> ofAll(int prompts, int rounds, long seed, int many, Function<int[], double[]> statistics) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] drawn = new int[prompts];
        double[][] values = new double[many][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < prompts; i++) {
                drawn[i] = random.nextInt(prompts);
            }
            double[] now = statistics.apply(drawn);
            for (int i = 0; i < many; i++) {
                values[i][round] = now[i];
            }
        }
        return Arrays.stream(values).map(Interval::middle).toList();
    }

    private static Interval middle(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return new Interval(quantile(sorted, 0.025), quantile(sorted, 0.975));
    }

    /** The quantile of sorted values, linear between neighbours; NaN if there are none. */
    static double quantile(double[] sorted, double share) {
        return at(sorted, share * (sorted.length - 1));
    }

    /** What stands at this place of sorted values, linear between neighbours; NaN if there are none. */
    static double at(double[] sorted, double place) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int below = (int) place;
        double above = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (place - below) * (above - sorted[below]);
    }
}
