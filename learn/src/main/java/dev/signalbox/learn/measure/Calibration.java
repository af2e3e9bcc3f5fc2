package dev.signalbox.learn.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether predictions mean what they say. Expected calibration error (Naeini et al. 2015, AAAI; Guo et al. 2017,
 * arXiv:1706.04599): predictions in ten bins of equal width, {@code sum of (bin's share) x |mean score - mean prediction|}.
 *
 * @param meanAbsolute mean of |prediction - score| over single predictions
 * @param bias mean prediction less mean score
 */
public record Calibration(int predictions, double error, double meanAbsolute, double bias, List<Bin> bins) {

    static final int BINS = 10;

    /** Predictions from {@code from} up to {@code to}; the means are NaN if there are none. */
    public record Bin(double from, double to, int predictions, double predicted, double score) {}

    /** Takes a defensive copy. */
    public Calibration {
        bins = List.copyOf(bins);
    }

    /** The calibration of predictions from 0 to 1; values beyond count in the outermost bins. */
    public static Calibration of(double[] predicted, double[] score) {
        int[] count = new int[BINS];
        double[] predictions = new double[BINS];
        double[] scores = new double[BINS];
        double absolute = 0;
        double bias = 0;
        for (int i = 0; i < predicted.length; i++) {
            int bin = Math.clamp((int) Math.floor(predicted[i] * BINS), 0, BINS - 1);
            count[bin]++;
            predictions[bin] += predicted[i];
            scores[bin] += score[i];
            absolute += Math.abs(predicted[i] - score[i]);
            bias += predicted[i] - score[i];
        }
        double error = 0;
        List<Bin> bins = new ArrayList<>();
        for (int b = 0; b < BINS; b++) {
            error += Math.abs(scores[b] - predictions[b]);
            bins.add(new Bin(
                    (double) b / BINS, (b + 1.0) / BINS, count[b], predictions[b] / count[b], scores[b] / count[b]));
        }
        int n = predicted.length;
        return new Calibration(n, error / n, absolute / n, bias / n, bins);
    }
}
