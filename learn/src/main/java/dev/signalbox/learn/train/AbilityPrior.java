package dev.signalbox.learn.train;

import dev.signalbox.learn.predict.Factors;

/**
 * How abilities of models usually are: the mean and covariance of the bias and the skills of those that are known. The bias is the
 * last number. With few graded prompts a new model is taken for one of these.
 *
 * @param graded by model that it is from, how many graded prompts its abilities rest on
 * @param mean of each number
 * @param precision inverse of the covariance
 */
record AbilityPrior(int[] graded, double[] mean, double[][] precision) {
    private static final double RIDGE = 0.02;
    /** Graded prompts that tell about as much of a model as what is usual. */
    private static final double ENOUGH = 50;

    /** The prior from the first models of a fit, as many as there are numbers of graded prompts. */
    static AbilityPrior of(Factors fit, int[] graded) {
        int count = graded.length;
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
        return new AbilityPrior(graded, mean, Cholesky.of(covariance).inverse());
    }

    /** Where a model is expected: a known one where it was found before, another where models usually are. */
    double[] centre(Factors fit, int model) {
        if (model >= graded.length) {
            return mean.clone();
        }
        double[] centre = new double[mean.length];
        for (int i = 0; i < centre.length; i++) {
            centre[i] = value(fit, model, i);
        }
        return centre;
    }

    /** How many times as sure as of a new model it is of this one, so that a further graded prompt counts as much as one before. */
    double firmness(int model) {
        return model < graded.length ? 1 + graded[model] / ENOUGH : 1;
    }

    private static double value(Factors fit, int model, int number) {
        return number == fit.rank() ? fit.bias()[model] : fit.ability()[model][number];
    }
}
