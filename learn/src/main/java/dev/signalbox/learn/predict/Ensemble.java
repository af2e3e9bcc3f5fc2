package dev.signalbox.learn.predict;

import java.util.List;

/** Several fits of the same kind, whose probabilities are averaged. */
public record Ensemble(List<Factors> fits) {

    /** Rejects an empty list; takes a defensive copy. */
    public Ensemble {
        fits = List.copyOf(fits);
        if (fits.isEmpty()) {
            throw new IllegalArgumentException("fits: none (expected: at least one)");
        }
    }

    /** Length of the input vector. */
    public int inputs() {
        return fits.getFirst().inputs();
    }

    /** The mean probability of each of these models. */
    public double[] quality(float[] input, int[] models) {
        double[] quality = new double[models.length];
        for (Factors fit : fits) {
            double[] place = fit.place(input);
            for (int i = 0; i < models.length; i++) {
                quality[i] += Logistic.probability(fit.logit(place, input, models[i])) / fits.size();
            }
        }
        return quality;
    }

    /** How hard a prompt is for a model of average ability, from 0 to 1. */
    public double difficulty(float[] input) {
        double difficulty = 0;
        for (Factors fit : fits) {
            difficulty += (1 - Logistic.probability(fit.averageLogit(fit.place(input)))) / fits.size();
        }
        return difficulty;
    }
}
