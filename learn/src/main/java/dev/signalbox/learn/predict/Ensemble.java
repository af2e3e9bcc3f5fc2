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
        return quality(input, fits.stream().map(fit -> fit.place(input)).toArray(double[][]::new), models);
    }

    /**
     * The same where places are known.
     *
     * @param places by fit
     */
    public double[] quality(float[] input, double[][] places, int[] models) {
        double[] quality = new double[models.length];
        for (int f = 0; f < places.length; f++) {
            Factors fit = fits.get(f);
            double[] place = places[f];
            for (int i = 0; i < models.length; i++) {
                quality[i] += Logistic.probability(fit.logit(place, input, models[i])) / fits.size();
            }
        }
        return quality;
    }

    /** How hard a prompt is for a model of average ability, from 0 to 1. */
    public double difficulty(float[] input) {
        return difficulty(fits.stream().map(fit -> fit.place(input)).toArray(double[][]::new));
    }

    /** The same where places are known. */
    double difficulty(double[][] places) {
        double difficulty = 0;
        for (int f = 0; f < places.length; f++) {
            difficulty += (1 - Logistic.probability(fits.get(f).averageLogit(places[f]))) / places.length;
        }
        return difficulty;
    }
}
