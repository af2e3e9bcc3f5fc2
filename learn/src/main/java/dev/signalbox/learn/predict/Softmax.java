package dev.signalbox.learn.predict;

import java.util.List;

/**
 * A linear classifier over input vectors.
 *
 * @param labels what it tells apart
 * @param weights by label and input
 * @param bias by label
 */
public record Softmax(List<String> labels, float[][] weights, float[] bias) {

    /** Takes a defensive copy of the labels. */
    public Softmax {
        labels = List.copyOf(labels);
        if (labels.isEmpty() || weights.length != labels.size() || bias.length != labels.size()) {
            throw new IllegalArgumentException(
                    "labels: " + labels.size() + " (expected: one row of weights and one bias for each)");
        }
    }

    /** The most probable label. */
    public String label(float[] input) {
        return labels.get(number(input));
    }

    /** The number of the most probable label; the first of equals. */
    public int number(float[] input) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int label = 0; label < bias.length; label++) {
            double score = bias[label] + dot(weights[label], input);
            if (score > most) {
                most = score;
                best = label;
            }
        }
        return best;
    }

    static double dot(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
