package dev.signalbox.learn.embed;

import dev.signalbox.learn.predict.Features;
import java.nio.FloatBuffer;

/** Makes one vector of the vectors of tokens, however many there are. */
final class TokenPooling {
    private TokenPooling() {}

    /**
     * The mean of the first half of the tokens, that of the second half (the one in the middle of an odd number counts in both), and
     * the standard deviation of all; each part of the same length, and the whole of length 1.
     *
     * @param states the tokens' vectors, one behind the other
     * @param width numbers of a token's vector
     */
    static float[] pool(FloatBuffer states, int tokens, int width) {
        double[] first = new double[width];
        double[] second = new double[width];
        double[] sum = new double[width];
        double[] squares = new double[width];
        float[] state = new float[width];
        int half = (tokens + 1) / 2;
        for (int token = 0; token < tokens; token++) {
            states.get(state);
            for (int i = 0; i < width; i++) {
                sum[i] += state[i];
                squares[i] += (double) state[i] * state[i];
            }
            if (token < half) {
                add(first, state);
            }
            if (token >= tokens - half) {
                add(second, state);
            }
        }
        for (int i = 0; i < width; i++) {
            double mean = sum[i] / tokens;
            squares[i] = Math.sqrt(Math.max(0, squares[i] / tokens - mean * mean));
        }
        float[] vector = new float[Features.PARTS * width];
        put(first, vector, 0);
        put(second, vector, width);
        put(squares, vector, 2 * width);
        return vector;
    }

    private static void add(double[] to, float[] state) {
        for (int i = 0; i < to.length; i++) {
            to[i] += state[i];
        }
    }

    private static void put(double[] part, float[] vector, int from) {
        double squares = 0;
        for (double value : part) {
            squares += value * value;
        }
        double length = Math.max(Math.sqrt(Features.PARTS * squares), Double.MIN_NORMAL);
        for (int i = 0; i < part.length; i++) {
            vector[from + i] = (float) (part[i] / length);
        }
    }
}
