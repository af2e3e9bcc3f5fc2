package dev.signalbox.learn.measure;

import java.util.List;

/**
 * What was predicted for a pool of models on some prompts, and what happened. The arrays are not copied and must not change.
 *
 * @param models their names, in the arrays' order
 * @param predicted expected score by prompt and model
 * @param expected expected cost by prompt and model, in USD
 * @param score what was scored, from 0 to 1
 * @param cost what was paid, in USD
 * @param length of each prompt, in characters or tokens
 */
public record Trial(
        List<String> models,
        double[][] predicted,
        double[][] expected,
        double[][] score,
        double[][] cost,
        double[] length) {

    /** Rejects arrays of other shapes and values that are not finite. */
    public Trial {
        models = List.copyOf(models);
        if (models.size() < 2 || score.length == 0) {
            throw new IllegalArgumentException("trial: " + models.size() + " models, " + score.length
                    + " prompts (expected: two models, one prompt)");
        }
        check("predicted", predicted, score.length, models);
        check("expected", expected, score.length, models);
        check("score", score, score.length, models);
        check("cost", cost, score.length, models);
        if (length.length != score.length) {
            throw new IllegalArgumentException("length: " + length.length + " (expected: " + score.length + ")");
        }
    }

    /** How many prompts there are. */
    public int prompts() {
        return score.length;
    }

    private static void check(String name, double[][] values, int prompts, List<String> models) {
        if (values.length != prompts) {
            throw new IllegalArgumentException(name + ": " + values.length + " prompts (expected: " + prompts + ")");
        }
        for (int p = 0; p < prompts; p++) {
            if (values[p].length != models.size()) {
                throw new IllegalArgumentException(
                        name + ": " + values[p].length + " models (expected: " + models.size() + ")");
            }
            for (int m = 0; m < models.size(); m++) {
                if (!Double.isFinite(values[p][m])) {
                    throw new IllegalArgumentException("%s of prompt %d, %s: %s (expected: a finite number)"
                            .formatted(name, p, models.get(m), values[p][m]));
                }
            }
        }
    }
}
