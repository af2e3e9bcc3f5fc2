package dev.signalbox.learn.train;

import dev.signalbox.learn.data.Dataset;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Fits the tokens of answers: the logarithm of one more than the tokens is a number of the model and a number of the prompt, which
 * is linear in the prompt's input. Models' numbers are shifted afterwards so that mean tokens come out right.
 *
 * @param models number of each model
 * @param slopes by input, the constant last
 * @param surfaceSlopes the same from the surface alone
 */
record LengthTrainer(float[] models, float[] slopes, float[] surfaceSlopes) {
    private static final double PENALTY = 30;

    static LengthTrainer fit(Dataset data, float[][] inputs, float[][] surfaces, int[] prompts) {
        int models = data.models().size();
        double[] sums = new double[models];
        int[] counts = new int[models];
        for (int p : prompts) {
            for (int o = data.first(p); o < data.end(p); o++) {
                if (data.outputTokens(o) >= 0) {
                    sums[data.model(o)] += StrictMath.log1p(data.outputTokens(o));
                    counts[data.model(o)]++;
                }
            }
        }
        double all = IntStream.range(0, models).mapToDouble(m -> sums[m]).sum()
                / Math.max(1, Arrays.stream(counts).sum());
        double[] itsOwn = new double[models];
        for (int m = 0; m < models; m++) {
            itsOwn[m] = counts[m] == 0 ? all : sums[m] / counts[m];
        }
        int[] told = Arrays.stream(prompts).filter(p -> count(data, p) > 0).toArray();
        if (told.length == 0) {
            // nothing is known of lengths: a middling answer of some 150 tokens
            Arrays.fill(itsOwn, 5);
            return new LengthTrainer(
                    floats(itsOwn),
                    new float[inputs[prompts[0]].length + 1],
                    new float[surfaces[prompts[0]].length + 1]);
        }
        double[] targets =
                Arrays.stream(told).mapToDouble(p -> mean(data, p, itsOwn)).toArray();
        double[] slopes =
                Ridge.fit(Arrays.stream(told).mapToObj(p -> inputs[p]).toArray(float[][]::new), targets, PENALTY);
        double[] bySurface =
                Ridge.fit(Arrays.stream(told).mapToObj(p -> surfaces[p]).toArray(float[][]::new), targets, PENALTY);
        shift(data, inputs, told, itsOwn, slopes, counts);
        return new LengthTrainer(floats(itsOwn), floats(slopes), floats(bySurface));
    }

    /** What an input with an embedding adds to the log of answers' tokens. */
    float of(float[] input) {
        double log = slopes[input.length];
        for (int i = 0; i < input.length; i++) {
            log += slopes[i] * input[i];
        }
        return (float) log;
    }

    private static int count(Dataset data, int prompt) {
        int count = 0;
        for (int o = data.first(prompt); o < data.end(prompt); o++) {
            count += data.outputTokens(o) >= 0 ? 1 : 0;
        }
        return count;
    }

    private static double mean(Dataset data, int prompt, double[] itsOwn) {
        double sum = 0;
        for (int o = data.first(prompt); o < data.end(prompt); o++) {
            if (data.outputTokens(o) >= 0) {
                sum += StrictMath.log1p(data.outputTokens(o)) - itsOwn[data.model(o)];
            }
        }
        return sum / count(data, prompt);
    }

    private static void shift(
            Dataset data, float[][] inputs, int[] prompts, double[] itsOwn, double[] slopes, int[] counts) {
        double[] real = new double[itsOwn.length];
        double[] expected = new double[itsOwn.length];
        for (int p : prompts) {
            double log = slopes[slopes.length - 1];
            for (int i = 0; i < inputs[p].length; i++) {
                log += slopes[i] * inputs[p][i];
            }
            for (int o = data.first(p); o < data.end(p); o++) {
                if (data.outputTokens(o) >= 0) {
                    real[data.model(o)] += data.outputTokens(o);
                    expected[data.model(o)] += StrictMath.expm1(itsOwn[data.model(o)] + log);
                }
            }
        }
        for (int m = 0; m < itsOwn.length; m++) {
            if (counts[m] > 0 && real[m] > 0 && expected[m] > 0) {
                itsOwn[m] += StrictMath.log(real[m] / expected[m]);
            }
        }
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
