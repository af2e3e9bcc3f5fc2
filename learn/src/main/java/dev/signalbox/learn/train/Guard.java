package dev.signalbox.learn.train;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Novelty;
import dev.signalbox.learn.predict.Prototypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Finds the novelty beyond which a prompt counts as unlike all that is known. */
final class Guard {
    private static final int SAMPLE = 600;
    private static final int LEAST = 100;

    private Guard() {}

    /**
     * The novelty that no source exceeds with more than a share of its prompts, each measured without itself. Sources differ: those
     * made from templates lie close together, those that ask of everything lie far apart, and are no less known for it.
     */
    static double novelty(
            Prototypes prototypes,
            Dataset data,
            Features[] features,
            int[] prompts,
            TrainingOptions options,
            Progress progress) {
        double threshold = 0;
        Map<String, List<Integer>> bySource = bySource(data, prompts);
        int done = 0;
        for (List<Integer> all : bySource.values()) {
            if (all.size() >= LEAST || bySource.size() == 1) {
                threshold = Math.max(threshold, quantile(prototypes, features, all, options));
            }
            progress.at("measuring novelty", ++done, bySource.size());
        }
        return threshold;
    }

    private static double quantile(
            Prototypes prototypes, Features[] features, List<Integer> prompts, TrainingOptions options) {
        SplittableRandom random = new SplittableRandom(options.seed());
        int[] sample = random.ints(Math.min(SAMPLE, prompts.size()), 0, prompts.size())
                .map(prompts::get)
                .toArray();
        double[] novelty = new double[sample.length];
        Parallel.forEach(sample.length, options.threads(), i -> {
            float[] embedding = features[sample[i]].embedding();
            novelty[i] = embedding == null ? 0 : Novelty.withoutItself(embedding, prototypes);
        });
        Arrays.sort(novelty);
        return novelty[(int) Math.min(novelty.length - 1L, Math.round((1 - options.guard()) * novelty.length))];
    }

    private static Map<String, List<Integer>> bySource(Dataset data, int[] prompts) {
        Map<String, List<Integer>> bySource = new TreeMap<>();
        for (int p : prompts) {
            bySource.computeIfAbsent(data.prompts().get(p).source(), _ -> new ArrayList<>())
                    .add(p);
        }
        return bySource;
    }
}
