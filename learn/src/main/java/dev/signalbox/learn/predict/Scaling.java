package dev.signalbox.learn.predict;

import java.util.Arrays;

/**
 * How features become the input vector of a fit: the embedding less what all prompts have in common, times a factor, and the
 * surface features in standard deviations.
 *
 * @param embedding factor of the embedding
 * @param surface factor of the standardised surface features
 * @param mean of each surface feature over the training prompts
 * @param deviation of each surface feature over the training prompts
 * @param centre mean of each number of the embedding over the training prompts
 * @param spread standard deviation of each number of the embedding over the training prompts
 */
public record Scaling(
        double embedding, double surface, float[] mean, float[] deviation, float[] centre, float[] spread) {
    private static final double FAR = 4;

    /** The input vector with the embedding in front, or the surface features alone if there is none. */
    public float[] input(Features features) {
        float[] vector = features.embedding();
        int from = vector == null ? 0 : vector.length;
        float[] input =
                vector == null ? new float[mean.length] : Arrays.copyOf(standardised(vector), from + mean.length);
        for (int i = 0; i < from; i++) {
            input[i] *= (float) embedding;
        }
        for (int i = 0; i < mean.length; i++) {
            double value = (features.surface()[i] - mean[i]) / deviation[i];
            input[from + i] = (float) (surface * Math.clamp(value, -FAR, FAR));
        }
        return input;
    }

    /**
     * Where a prompt lies among others: what its beginning and its end have in common with them. A third as long as the embedding, for
     * it is compared with all prototypes.
     */
    public float[] direction(float[] vector) {
        float[] standardised = standardised(vector);
        float[] direction = new float[vector.length / Features.PARTS];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = standardised[i] + standardised[direction.length + i];
        }
        return direction;
    }

    /** The embedding in standard deviations from the centre, of length 1. */
    private float[] standardised(float[] vector) {
        float[] standardised = new float[vector.length];
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            standardised[i] = (vector[i] - centre[i]) / spread[i];
            squares += (double) standardised[i] * standardised[i];
        }
        float length = (float) Math.max(Math.sqrt(squares), Float.MIN_NORMAL);
        for (int i = 0; i < vector.length; i++) {
            standardised[i] /= length;
        }
        return standardised;
    }
}
