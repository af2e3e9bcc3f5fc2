package dev.signalbox.learn.train;

import dev.signalbox.learn.predict.Novelty;
import dev.signalbox.learn.predict.Prototypes;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Finds how far prompts of a source lie from their neighbours, so that others can be told from them. Sources differ: those made from
 * templates lie close together, those that ask of everything lie far apart, and are no less known for it.
 */
final class Guard {
    private static final int SAMPLE = 600;
    private static final int LEAST = 50;

    private final Prototypes prototypes;
    private final IntFunction<float[]> embedding;
    private final double share;
    private final long seed;
    private final int threads;

    /**
     * @param embedding of a prototype
     * @param share of a source's prompts that may lie farther than its limit
     */
    Guard(Prototypes prototypes, IntFunction<float[]> embedding, double share, long seed, int threads) {
        this.prototypes = prototypes;
        this.embedding = embedding;
        this.share = share;
        this.seed = seed;
        this.threads = threads;
    }

    /**
     * The limits of all sources: those that are given, and behind them the distance that no more than a share of a source's prompts
     * exceed, each measured without itself. Sources of a few prompts get the mean of the others.
     */
    float[] limits(float[] given, Progress progress) {
        int sources = prototypes.sourceNames().size();
        float[] limits = Arrays.copyOf(given, sources);
        for (int source = given.length; source < sources; source++) {
            int[] its = of(source);
            limits[source] = its.length < LEAST ? Float.NaN : quantile(its);
            progress.at("measuring novelty", source - given.length + 1, sources - given.length);
        }
        double mean = IntStream.range(0, sources)
                .filter(source -> !Float.isNaN(limits[source]))
                .mapToDouble(source -> limits[source])
                .average()
                .orElseGet(() -> quantile(IntStream.range(0, prototypes.size()).toArray()));
        for (int source = 0; source < sources; source++) {
            limits[source] = Float.isNaN(limits[source]) ? (float) mean : limits[source];
        }
        return limits;
    }

    private int[] of(int source) {
        return IntStream.range(0, prototypes.size())
                .filter(p -> prototypes.sources()[p] == source)
                .toArray();
    }

    private float quantile(int[] its) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] sample = its.length <= SAMPLE
                ? its
                : random.ints(SAMPLE, 0, its.length).map(i -> its[i]).toArray();
        double[] distances = new double[sample.length];
        Parallel.forEach(
                sample.length, threads, i -> distances[i] = Novelty.distance(embedding.apply(sample[i]), prototypes));
        Arrays.sort(distances);
        return (float) distances[(int) Math.min(distances.length - 1L, Math.round((1 - share) * distances.length))];
    }
}
