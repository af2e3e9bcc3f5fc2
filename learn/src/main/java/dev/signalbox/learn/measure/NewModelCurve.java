package dev.signalbox.learn.measure;

import java.util.ArrayList;
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

    /** The mean of several curves of one model, at the steps that all of them have. */
    public static NewModelCurve mean(List<NewModelCurve> curves) {
        List<Step> steps = new ArrayList<>();
        for (Step first : curves.getFirst().steps()) {
            List<Step> all = curves.stream()
                    .flatMap(curve -> curve.steps().stream())
                    .filter(step -> step.graded() == first.graded())
                    .toList();
            if (all.size() == curves.size()) {
                steps.add(new Step(
                        first.graded(),
                        all.stream().mapToDouble(Step::auc).sum() / all.size(),
                        all.stream().mapToDouble(Step::meanError).sum() / all.size()));
            }
        }
        double full = curves.stream().mapToDouble(NewModelCurve::fullAuc).sum() / curves.size();
        return new NewModelCurve(curves.getFirst().model(), full, steps);
    }
}
