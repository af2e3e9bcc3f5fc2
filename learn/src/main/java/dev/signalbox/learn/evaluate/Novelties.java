package dev.signalbox.learn.evaluate;

import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Predictor;
import dev.signalbox.learn.train.Parallel;
import java.util.Arrays;
import java.util.List;

/** How novel prompts are to weights; beyond 1 they are flagged. */
final class Novelties {

    private Novelties() {}

    /** The novelty of these prompts, each to the weights that measure it. */
    static double[] of(Unseen weights, Features[] prompts, int threads) {
        List<Predictor> predictors = weights.weights().stream()
                .map(each -> new Predictor(each, List.of()))
                .toList();
        double[] novelties = new double[prompts.length];
        Parallel.forEach(
                prompts.length,
                threads,
                p -> novelties[p] =
                        predictors.get(weights.by()[p]).predict(prompts[p]).novelty());
        return novelties;
    }

    /** The share that is flagged. */
    static double flagged(double[] novelties) {
        return (double) Arrays.stream(novelties).filter(novelty -> novelty > 1).count() / novelties.length;
    }
}
