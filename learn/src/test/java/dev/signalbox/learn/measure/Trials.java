package dev.signalbox.learn.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up trials. */
public final class Trials {

    private Trials() {}

    /** Models named a, b, c ... whose predictions know the truth a little: 0 = nothing, 1 = all. */
    public static Trial random(int prompts, int models, double knowledge, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> names = new ArrayList<>();
        for (int m = 0; m < models; m++) {
            names.add(String.valueOf((char) ('a' + m)));
        }
        double[][] predicted = new double[prompts][models];
        double[][] expected = new double[prompts][models];
        double[][] score = new double[prompts][models];
        double[][] cost = new double[prompts][models];
        double[] length = new double[prompts];
        for (int p = 0; p < prompts; p++) {
            length[p] = random.nextInt(10, 2_000);
            double ease = random.nextDouble();
            for (int m = 0; m < models; m++) {
                double ability = (m + 1.0) / models;
                double chance = Math.clamp(ability * 0.6 + ease * 0.4, 0.02, 0.98);
                score[p][m] = random.nextDouble() < chance ? 1 : 0;
                predicted[p][m] = knowledge * score[p][m] + (1 - knowledge) * random.nextDouble() * ability;
                expected[p][m] = (0.5 + length[p] / 1_000) * Math.pow(3, m) / 1_000;
                cost[p][m] = expected[p][m] * (0.8 + 0.4 * random.nextDouble());
            }
        }
        return new Trial(names, predicted, expected, score, cost, length);
    }

    /** The same trial with prompts and models in another order. */
    static Trial turned(Trial trial, int[] prompts, int[] models) {
        return new Trial(
                Arrays.stream(models).mapToObj(trial.models()::get).toList(),
                turned(trial.predicted(), prompts, models),
                turned(trial.expected(), prompts, models),
                turned(trial.score(), prompts, models),
                turned(trial.cost(), prompts, models),
                Arrays.stream(prompts).mapToDouble(p -> trial.length()[p]).toArray());
    }

    static int[] shuffled(int size, SplittableRandom random) {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    private static double[][] turned(double[][] values, int[] prompts, int[] models) {
        return Arrays.stream(prompts)
                .mapToObj(p ->
                        Arrays.stream(models).mapToDouble(m -> values[p][m]).toArray())
                .toArray(double[][]::new);
    }
}
