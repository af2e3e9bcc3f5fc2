package dev.signalbox.learn.train;

import dev.signalbox.learn.predict.Softmax;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Fits a linear classifier by stochastic gradient; labels count by the square root of how often they occur. */
final class SoftmaxTrainer {
    private static final int EPOCHS = 20;
    private static final int BATCH = 64;
    private static final double RATE = 2e-2;
    private static final double DECAY = 1e-5;

    private SoftmaxTrainer() {}

    /** @param labels by row, the number of its label */
    static Softmax fit(List<String> names, float[][] rows, int[] labels, long seed) {
        int width = rows[0].length;
        int count = names.size();
        Adam weights = new Adam(new float[count * width], DECAY);
        Adam bias = new Adam(new float[count], 0);
        double[] often = new double[count];
        Arrays.stream(labels).forEach(label -> often[label]++);
        SplittableRandom random = new SplittableRandom(seed);
        int step = 0;
        int steps = EPOCHS * ((rows.length + BATCH - 1) / BATCH);
        for (int i = 0; i < steps; i++) {
            for (int j = 0; j < BATCH; j++) {
                int r = random.nextInt(rows.length);
                double weight = Math.sqrt(rows.length / (often[labels[r]] * count)) / BATCH;
                learn(rows[r], labels[r], weight, weights, bias, width);
            }
            step++;
            double rate = RATE * 0.5 * (1 + StrictMath.cos(Math.PI * step / steps));
            weights.step(step, rate);
            bias.step(step, rate);
        }
        float[][] byLabel = new float[count][];
        for (int label = 0; label < count; label++) {
            byLabel[label] = Arrays.copyOfRange(weights.values, label * width, (label + 1) * width);
        }
        return new Softmax(names, byLabel, bias.values);
    }

    private static void learn(float[] row, int label, double weight, Adam weights, Adam bias, int width) {
        int count = bias.values.length;
        double[] scores = new double[count];
        double most = Double.NEGATIVE_INFINITY;
        for (int l = 0; l < count; l++) {
            scores[l] = bias.values[l];
            for (int i = 0; i < width; i++) {
                scores[l] += weights.values[l * width + i] * row[i];
            }
            most = Math.max(most, scores[l]);
        }
        double sum = 0;
        for (int l = 0; l < count; l++) {
            scores[l] = StrictMath.exp(scores[l] - most);
            sum += scores[l];
        }
        for (int l = 0; l < count; l++) {
            float slope = (float) (weight * (scores[l] / sum - (l == label ? 1 : 0)));
            bias.gradient[l] += slope;
            for (int i = 0; i < width; i++) {
                weights.gradient[l * width + i] += slope * row[i];
            }
        }
    }
}
