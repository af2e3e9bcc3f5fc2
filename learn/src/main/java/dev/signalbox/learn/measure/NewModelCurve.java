package dev.signalbox.learn.measure;

import java.util.Comparator;
import java.util.List;

/**
 * How well a model that the weights never saw is predicted after so many graded prompts.
 *
 * @param fullAuc the area with all prompts, or of the model when it was learnt with the others
 */
public record NewModelCurve(String model, double fullAuc, List<Step> steps) {

    /**
     * @param graded how many graded prompts
     * @param auc see {@link Auc}
     * @param meanError error of the predicted mean score
     */
    public record Step(int graded, double auc, double meanError) {}

    /** Sorts the steps by their number of prompts. */
    public NewModelCurve {
        steps = steps.stream().sorted(Comparator.comparingInt(Step::graded)).toList();
    }
}
