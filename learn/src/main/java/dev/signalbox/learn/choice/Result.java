package dev.signalbox.learn.choice;

import java.util.Arrays;
import java.util.List;

/**
 * What a setting got on rehearsed prompts.
 *
 * @param picked score of the picked model by prompt
 * @param best score of the best single model by prompt
 * @param sources number of each prompt's source
 * @param cost mean expected USD; {@code bestCost} the same of the best single model
 */
record Result(double[] picked, double[] best, int[] sources, double cost, double bestCost) {
    private static final int LEAST = 150;
    private static final double UNEVEN = 2;

    /**
     * Whether no source of some size loses more than twice a band on average: a band that one kind of prompts pays for alone would
     * break as soon as there are more of them.
     */
    boolean even(double band) {
        double share = 1 - UNEVEN * band;
        int last = 0;
        for (int source : sources) {
            last = Math.max(last, source);
        }
        double[] sums = new double[last + 1];
        int[] counts = new int[sums.length];
        for (int i = 0; i < picked.length; i++) {
            sums[sources[i]] += picked[i] - share * best[i];
            counts[sources[i]]++;
        }
        for (int source = 0; source < sums.length; source++) {
            if (counts[source] >= LEAST && !(sums[source] / counts[source] >= 0)) {
                return false;
            }
        }
        return true;
    }

    /** Mean score that is kept beyond what a band asks for. */
    double slack(double band) {
        return mean(1 - band);
    }

    /** The results of several rehearsals as one. */
    static Result together(List<Result> results) {
        int prompts = results.stream().mapToInt(result -> result.picked.length).sum();
        return new Result(
                results.stream()
                        .flatMapToDouble(result -> Arrays.stream(result.picked))
                        .toArray(),
                results.stream()
                        .flatMapToDouble(result -> Arrays.stream(result.best))
                        .toArray(),
                results.stream()
                        .flatMapToInt(result -> Arrays.stream(result.sources))
                        .toArray(),
                results.stream()
                                .mapToDouble(result -> result.cost * result.picked.length)
                                .sum()
                        / prompts,
                results.stream()
                                .mapToDouble(result -> result.bestCost * result.picked.length)
                                .sum()
                        / prompts);
    }

    /** Share of the best single model's quality. */
    double kept() {
        double score = bestScore();
        return score > 0 ? mean(picked) / score : 1;
    }

    /** Standard error of {@link #kept}. */
    double keptError() {
        return standardError(kept()) / Math.max(1e-9, bestScore());
    }

    private double bestScore() {
        return mean(best);
    }

    /** The mean of many; streams take several times as long, and this is asked for thousands of settings. */
    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? 0 : sum / values.length;
    }

    /** Mean of what is kept beyond a share of the best. */
    private double mean(double share) {
        double sum = 0;
        for (int i = 0; i < picked.length; i++) {
            sum += picked[i] - share * best[i];
        }
        return picked.length == 0 ? 0 : sum / picked.length;
    }

    /** Standard error of {@link #slack} for a band of one less this share. */
    double standardError(double share) {
        double mean = mean(share);
        double squares = 0;
        for (int i = 0; i < picked.length; i++) {
            double distance = picked[i] - share * best[i] - mean;
            squares += distance * distance;
        }
        return Math.sqrt(squares) / Math.max(1, picked.length);
    }
}
