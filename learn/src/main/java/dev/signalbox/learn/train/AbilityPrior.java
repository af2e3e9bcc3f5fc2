package dev.signalbox.learn.train;

import dev.signalbox.learn.predict.Factors;

/**
 * How abilities of models usually are: the mean and covariance of the bias and the skills of those that are known. The bias is the
 * last number. With few graded prompts a new model is taken for one of these.
 *
 * @param known models that it is from
 * @param mean of each number
 * @param precision inverse of the covariance
 */
record AbilityPrior(int known, double[] mean, double[][] precision) {
    private static final double RIDGE = 0.02;

    /** The prior from the first {@code count} models of a fit. */
    static AbilityPrior of(Factors fit, int count) {
        int size = fit.rank() + 1;
        double[] mean = new double[size];
        for (int m = 0; m < count; m++) {
            for (int i = 0; i < size; i++) {
                mean[i] += value(fit, m, i) / count;
            }
        }
        double[][] covariance = new double[size][size];
        for (int m = 0; m < count; m++) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    covariance[i][j] += (value(fit, m, i) - mean[i]) * (value(fit, m, j) - mean[j]) / count;
                }
            }
        }
        for (int i = 0; i < size; i++) {
            covariance[i][i] += RIDGE;
        }
        return new AbilityPrior(count, mean, Cholesky.of(covariance).inverse());
    }

    /** Where a model is expected: a known one where it was found before, another where models usually are. */
    double[] centre(Factors fit, int model) {
        if (model >= known) {
            return mean.clone();
        }
        double[] centre = new double[mean.length];
        for (int i = 0; i < centre.length; i++) {
            centre[i] = value(fit, model, i);
        }
        return centre;
    }

    private static double value(Factors fit, int model, int number) {
        return number == fit.rank() ? fit.bias()[model] : fit.ability()[model][number];
    }
}
