package dev.signalbox.learn.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * How well one model was predicted.
 *
 * @param auc of its predictions, see {@link Auc}
 * @param meanPredicted its mean prediction, beside the mean score {@code mean}
 * @param absoluteError mean of |prediction - score|
 * @param calibrationError see {@link Calibration}
 */
public record ModelResult(
        String model,
        int prompts,
        double auc,
        double meanPredicted,
        double mean,
        double absoluteError,
        double calibrationError) {

    /** The result for a model with these predictions. */
    public static ModelResult of(String model, double[] predicted, double[] score) {
        Calibration calibration = Calibration.of(predicted, score);
        double mean = Mean.of(score);
        return new ModelResult(
                model,
                score.length,
                Auc.of(predicted, score),
                Mean.of(predicted),
                mean,
                calibration.meanAbsolute(),
                calibration.error());
    }

    /** The error of the predicted mean. */
    public double meanError() {
        return Math.abs(meanPredicted - mean);
    }

    /** The results of all models of a trial. */
    static List<ModelResult> of(Trial trial) {
        List<ModelResult> results = new ArrayList<>();
        for (int m = 0; m < trial.models().size(); m++) {
            results.add(of(trial.models().get(m), Mean.column(trial.predicted(), m), Mean.column(trial.score(), m)));
        }
        return results;
    }
}
