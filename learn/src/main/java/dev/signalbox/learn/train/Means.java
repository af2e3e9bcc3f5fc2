package dev.signalbox.learn.train;

import dev.signalbox.learn.predict.Ensemble;
import dev.signalbox.learn.predict.Prototypes;
import java.util.stream.IntStream;

/** What each model is expected to score over prompts of all kinds: the mean over sources of its mean prediction. */
final class Means {
    private Means() {}

    static double[] of(Ensemble ensemble, Prototypes prototypes, int[] chosen, float[][] inputs) {
        int models = ensemble.fits().getFirst().models();
        int[] all = IntStream.range(0, models).toArray();
        int sources = prototypes.sourceNames().size();
        double[][] sums = new double[sources][models];
        int[] counts = new int[sources];
        for (int i = 0; i < chosen.length; i++) {
            double[] quality = ensemble.quality(inputs[chosen[i]], all);
            int source = prototypes.sources()[i];
            counts[source]++;
            for (int m = 0; m < models; m++) {
                sums[source][m] += quality[m];
            }
        }
        double[] means = new double[models];
        long filled = IntStream.of(counts).filter(count -> count > 0).count();
        for (int s = 0; s < sources; s++) {
            for (int m = 0; m < models && counts[s] > 0; m++) {
                means[m] += sums[s][m] / counts[s] / filled;
            }
        }
        return means;
    }
}
