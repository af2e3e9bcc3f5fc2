package dev.signalbox.cli.router.compare;

import dev.signalbox.wire.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One way beside another, prompt by prompt: over those that were asked on both.
 *
 * @param quality by how much its score is higher, over {@code graded} prompts
 * @param saved share of the other's cost, over {@code priced} prompts that both answered
 */
record Against(Way way, int graded, Figure quality, int priced, Figure saved) {

    static Against of(Way way, Map<String, Asked> its, Map<String, Asked> others, long seed) {
        double[][] scores = both(its, others, Asked::score);
        double[][] costs = both(its, others, Against::costOfAnAnswer);
        return new Against(
                way,
                scores[0].length,
                Figure.of(
                        scores[0].length,
                        seed,
                        drawn -> Arrays.stream(drawn)
                                        .mapToDouble(i -> scores[0][i] - scores[1][i])
                                        .sum()
                                / drawn.length),
                costs[0].length,
                Figure.of(costs[0].length, seed, drawn -> {
                    double other =
                            Arrays.stream(drawn).mapToDouble(i -> costs[1][i]).sum();
                    return other > 0
                            ? 1
                                    - Arrays.stream(drawn)
                                                    .mapToDouble(i -> costs[0][i])
                                                    .sum()
                                            / other
                            : Double.NaN;
                }));
    }

    /** What was refused cost nothing, and saved nothing either. */
    private static double costOfAnAnswer(Asked asked) {
        return asked.answered() ? asked.cost() : Double.NaN;
    }

    private static double[][] both(Map<String, Asked> its, Map<String, Asked> others, ToDoubleFunction<Asked> value) {
        List<String> prompts = its.keySet().stream()
                .filter(prompt -> others.containsKey(prompt)
                        && Double.isFinite(value.applyAsDouble(its.get(prompt)))
                        && Double.isFinite(value.applyAsDouble(others.get(prompt))))
                .sorted()
                .toList();
        return new double[][] {
            prompts.stream()
                    .mapToDouble(prompt -> value.applyAsDouble(its.get(prompt)))
                    .toArray(),
            prompts.stream()
                    .mapToDouble(prompt -> value.applyAsDouble(others.get(prompt)))
                    .toArray()
        };
    }

    Json.Obj json() {
        return Json.object(o -> o.put("way", way.name())
                .put("graded", graded)
                .put("quality_difference", quality.json())
                .put("priced", priced)
                .put("cost_saved", saved.json()));
    }
}
