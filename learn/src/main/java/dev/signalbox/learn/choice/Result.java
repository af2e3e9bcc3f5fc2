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
        return Arrays.stream(sources)
                .distinct()
                .filter(source ->
                        Arrays.stream(sources).filter(of -> of == source).count() >= LEAST)
                .allMatch(source -> mean(1 - UNEVEN * band, source) >= 0);
    }

    /** Mean score that is kept beyond what a band asks for. */
    double slack(double band) {
        return mean(1 - band, -1);
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
        return score > 0 ? Arrays.stream(picked).average().orElse(0) / score : 1;
    }

    /** Standard error of {@link #kept}. */
    double keptError() {
        return standardError(kept()) / Math.max(1e-9, bestScore());
    }

    private double bestScore() {
        return Arrays.stream(best).average().orElse(0);
    }

    /** Mean of what is kept beyond a share of the best, over the prompts of a source, or over all for -1. */
    private double mean(double share, int source) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < picked.length; i++) {
            if (source < 0 || sources[i] == source) {
                sum += picked[i] - share * best[i];
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /** Standard error of {@link #slack} for a band of one less this share. */
    double standardError(double share) {
        double mean = mean(share, -1);
        double squares = 0;
        for (int i = 0; i < picked.length; i++) {
            double distance = picked[i] - share * best[i] - mean;
            squares += distance * distance;
        }
        return Math.sqrt(squares) / Math.max(1, picked.length);
    }
}
