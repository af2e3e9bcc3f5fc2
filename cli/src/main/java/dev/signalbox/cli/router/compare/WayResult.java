package dev.signalbox.cli.router.compare;

import dev.signalbox.cli.router.Figures;
import dev.signalbox.wire.json.Json;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One way over the prompts that were asked on it.
 *
 * @param unpriced answers of which the ledger does not know the cost
 * @param ungraded answers that nobody graded
 * @param cost dollars of a thousand requests, over those whose cost is known
 * @param models answers by model, the most first
 * @param bases decisions of a learned route by what decided; empty for what is none
 * @param embeddings the same decisions by what became of the embedding of the prompt
 * @param problems what was said in place of answers, the most often first
 */
record WayResult(
        Way way,
        int asked,
        int failed,
        int unpriced,
        int ungraded,
        Figure quality,
        Figure cost,
        double spent,
        double wasted,
        double judged,
        double input,
        double output,
        Times whole,
        Times first,
        Map<String, Long> models,
        Map<String, Long> bases,
        Map<String, Long> embeddings,
        Map<String, Long> problems,
        String firstProblem) {
    private static final double THOUSAND = 1000;

    /** Milliseconds. */
    record Times(double p50, double p95) {
        static Times of(List<Asked> answers, ToDoubleFunction<Asked> time) {
            double[] sorted = answers.stream()
                    .mapToDouble(time)
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray();
            return new Times(nearest(sorted, 0.5), nearest(sorted, 0.95));
        }

        private static double nearest(double[] sorted, double share) {
            return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
        }

        Json.Obj json() {
            return Json.object(o -> o.put("p50", Figures.json(p50)).put("p95", Figures.json(p95)));
        }
    }

    static WayResult of(Way way, List<Asked> all, long seed) {
        List<Asked> answers = all.stream().filter(Asked::answered).toList();
        double[] scores = known(all, Asked::score);
        double[] costs = known(all, Asked::cost);
        return new WayResult(
                way,
                all.size(),
                all.size() - answers.size(),
                (int) answers.stream().filter(each -> Double.isNaN(each.cost())).count(),
                (int) answers.stream()
                        .filter(each -> Double.isNaN(each.score()))
                        .count(),
                Figure.mean(scores, seed),
                Figure.mean(Arrays.stream(costs).map(cost -> cost * THOUSAND).toArray(), seed),
                Arrays.stream(costs).sum(),
                Arrays.stream(known(all, Asked::wasted)).sum(),
                Arrays.stream(known(all, Asked::judged)).sum(),
                Arrays.stream(known(answers, Asked::input)).average().orElse(Double.NaN),
                Arrays.stream(known(answers, Asked::output)).average().orElse(Double.NaN),
                Times.of(answers, Asked::milliseconds),
                Times.of(answers, Asked::firstToken),
                counts(answers.stream().map(Asked::model)),
                counts(all.stream().map(Asked::basis).filter(basis -> !basis.isEmpty())),
                counts(all.stream().map(Asked::embedding).filter(embedding -> !embedding.isEmpty())),
                counts(problems(all)),
                problems(all).findFirst().orElse(""));
    }

    private static Stream<String> problems(List<Asked> all) {
        return all.stream()
                .filter(each -> !each.answered())
                .map(each -> each.status() + (each.problem().isEmpty() ? "" : " " + each.problem()));
    }

    private static double[] known(List<Asked> all, ToDoubleFunction<Asked> value) {
        return all.stream().mapToDouble(value).filter(Double::isFinite).toArray();
    }

    private static Map<String, Long> counts(Stream<String> names) {
        return names.collect(Collectors.groupingBy(name -> name, Collectors.counting())).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, LinkedHashMap::new));
    }

    /** Whether it was asked, and no answer came. */
    boolean silent() {
        return asked > 0 && failed == asked;
    }

    /** Decisions of a learned route. */
    long decided() {
        return embeddings.values().stream().mapToLong(many -> many).sum();
    }

    /** Those that were made without the embedding of the prompt, which came too late or not at all. */
    long unread() {
        return decided() - embeddings.getOrDefault("embedded", 0L);
    }

    /** Such as {@code small 80 %, large 20 %}. */
    String shares() {
        return models.entrySet().stream()
                .map(each -> each.getKey() + " " + Math.round(100.0 * each.getValue() / (asked - failed)) + " %")
                .collect(Collectors.joining(", "));
    }

    Json.Obj json() {
        return Json.object(o -> o.put("way", way.name())
                .put("asked", asked)
                .put("failed", failed)
                .put("cost_unknown", unpriced)
                .put("not_graded", ungraded)
                .put("quality", quality.json())
                .put("cost_usd_per_1000", cost.json())
                .put("cost_usd", Figures.json(spent))
                .put("wasted_usd", Figures.json(wasted))
                .put("judge_usd", Figures.json(judged))
                .put("mean_input_tokens", Figures.json(input))
                .put("mean_output_tokens", Figures.json(output))
                .put("ms", whole.json())
                .put("first_token_ms", first.json())
                .put("models", Json.object(m -> models.forEach(m::put)))
                .put("decided_by", Json.object(b -> bases.forEach(b::put)))
                .put("embedding", Json.object(e -> embeddings.forEach(e::put)))
                .put("problems", Json.object(p -> problems.forEach(p::put))));
    }
}
