package dev.signalbox.learn.predict;

import java.util.Arrays;

/**
 * How features become the input vector of a fit: the embedding times a factor, and the surface features in standard deviations.
 *
 * @param embedding factor of the embedding
 * @param surface factor of the standardised surface features
 * @param mean of each surface feature over the training prompts
 * @param deviation of each surface feature over the training prompts
 */
public record Scaling(double embedding, double surface, float[] mean, float[] deviation) {
    private static final double FAR = 4;

    /** The input vector with the embedding in front, or the surface features alone if there is none. */
    public float[] input(Features features) {
        float[] vector = features.embedding();
        int from = vector == null ? 0 : vector.length;
        float[] input = vector == null ? new float[mean.length] : Arrays.copyOf(vector, from + mean.length);
        for (int i = 0; i < from; i++) {
            input[i] *= (float) embedding;
        }
        for (int i = 0; i < mean.length; i++) {
            double value = (features.surface()[i] - mean[i]) / deviation[i];
            input[from + i] = (float) (surface * Math.clamp(value, -FAR, FAR));
        }
        return input;
    }
}
