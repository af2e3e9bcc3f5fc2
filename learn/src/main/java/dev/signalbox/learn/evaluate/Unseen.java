package dev.signalbox.learn.evaluate;

import dev.signalbox.learn.predict.Weights;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Weights, and by which of them each prompt is measured: by those that have not seen it.
 *
 * @param by by prompt, the number of its weights
 */
public record Unseen(List<Weights> weights, int[] by) {

    /** Rejects prompts that no weights are there for. */
    public Unseen {
        weights = List.copyOf(weights);
        for (int number : by) {
            if (number < 0 || number >= weights.size()) {
                throw new IllegalArgumentException(
                        "weights: number " + number + " (expected: one of " + weights.size() + ")");
            }
        }
    }

    /** The same weights for all of so many prompts. */
    public static Unseen all(Weights weights, int prompts) {
        return new Unseen(List.of(weights), new int[prompts]);
    }

    /** Whether there are several. */
    boolean inFolds() {
        return weights.size() > 1;
    }

    /** Whether all of them know a model. */
    boolean know(String model) {
        return weights.stream().allMatch(each -> each.knows(model));
    }

    /** Sources of which any of them learnt prompts. */
    Set<String> learnt() {
        Set<String> sources = new TreeSet<>();
        weights.forEach(each -> sources.addAll(each.prototypes().sourceNames()));
        return sources;
    }
}
