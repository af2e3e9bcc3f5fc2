package dev.signalbox.learn.measure;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Area under the ROC curve: how often a right answer was predicted higher than a wrong one, ties counted half (Mann-Whitney
 * U). A score between 0 and 1 counts as so much of a right and the rest of a wrong answer.
 */
public final class Auc {

    private Auc() {}

    /**
     * The area of these predictions for these scores; NaN if all scores are 0 or all are 1.
     *
     * @throws IllegalArgumentException if a prediction is not a number: it is neither higher nor lower than others
     */
    public static double of(double[] predicted, double[] score) {
        for (int i = 0; i < predicted.length; i++) {
            if (Double.isNaN(predicted[i])) {
                throw new IllegalArgumentException("prediction " + i + ": NaN (expected: a number)");
            }
        }
        Integer[] order = new Integer[predicted.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> predicted[i]));
        double wrongBelow = 0;
        double rights = 0;
        double pairs = 0;
        for (int start = 0; start < order.length; ) {
            double right = 0;
            double wrong = 0;
            int end = start;
            while (end < order.length && predicted[order[end]] == predicted[order[start]]) {
                right += score[order[end]];
                wrong += 1 - score[order[end]];
                end++;
            }
            pairs += right * (wrongBelow + wrong / 2);
            wrongBelow += wrong;
            rights += right;
            start = end;
        }
        return rights > 0 && wrongBelow > 0 ? pairs / (rights * wrongBelow) : Double.NaN;
    }

    /** How well a value tells the second group (higher) from the first. */
    static double between(double[] lower, double[] higher) {
        double[] values = Arrays.copyOf(lower, lower.length + higher.length);
        System.arraycopy(higher, 0, values, lower.length, higher.length);
        double[] labels = new double[values.length];
        Arrays.fill(labels, lower.length, labels.length, 1);
        return of(values, labels);
    }
}
