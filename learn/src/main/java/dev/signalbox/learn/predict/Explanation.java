package dev.signalbox.learn.predict;

import java.util.List;

/**
 * Why a prediction is as it is.
 *
 * @param prediction what was predicted
 * @param similar the nearest graded prompts, nearest first
 * @param factors each model's quality by the factors alone, at the place where the prompt is believed to lie; the rest of the
 *     prediction comes from prompts nearby
 */
public record Explanation(Prediction prediction, List<Similar> similar, double[] factors) {

    /**
     * A graded prompt nearby.
     *
     * @param id its name in the training data
     * @param scores of the subset's models; NaN where it was not graded, and moved where it was corrected since
     */
    public record Similar(String id, String source, double cosine, double[] scores) {}

    /** Takes a defensive copy of the list. */
    public Explanation {
        similar = List.copyOf(similar);
    }
}
