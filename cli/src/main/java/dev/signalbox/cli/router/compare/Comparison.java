package dev.signalbox.cli.router.compare;

import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What came of a comparison.
 *
 * @param against the others beside the way that they are held against
 * @param teams by the name of a team, its own prompts alone; empty where there are fewer than two
 * @param outcomes graded answers for calibration, by prompt and model
 * @param notes what the numbers do not cover
 */
public record Comparison(
        int prompts,
        String gradedBy,
        List<WayResult> ways,
        Way reference,
        List<Against> against,
        Map<String, List<WayResult>> teams,
        List<Asked> outcomes,
        List<String> notes,
        boolean complete) {
    private static final int FEW = 100;

    /** Takes defensive copies. */
    public Comparison {
        ways = List.copyOf(ways);
        against = List.copyOf(against);
        outcomes = List.copyOf(outcomes);
        notes = List.copyOf(notes);
    }

    static Comparison of(
            List<ComparePrompt> prompts,
            CompareOptions options,
            Map<String, Map<String, Asked>> results,
            String stopped) {
        Way reference = options.ways().get(options.against());
        List<WayResult> ways = ways(prompts, options, results);
        List<Against> against = options.ways().stream()
                .filter(way -> !way.equals(reference))
                .map(way -> Against.of(
                        way,
                        results.getOrDefault(way.name(), Map.of()),
                        results.getOrDefault(reference.name(), Map.of()),
                        options.seed()))
                .toList();
        Map<String, List<WayResult>> teams = new LinkedHashMap<>();
        TreeSet<String> names =
                new TreeSet<>(prompts.stream().map(ComparePrompt::team).toList());
        if (names.size() > 1) {
            names.forEach(team -> teams.put(
                    team.isEmpty() ? "(no team)" : team,
                    ways(
                            prompts.stream()
                                    .filter(prompt -> prompt.team().equals(team))
                                    .toList(),
                            options,
                            results)));
        }
        List<Asked> outcomes = results.values().stream()
                .flatMap(way -> way.values().stream())
                .filter(each -> each.answered()
                        && Double.isFinite(each.score())
                        && !each.model().isEmpty())
                .toList();
        boolean complete = stopped.isEmpty();
        return new Comparison(
                prompts.size(),
                options.gradedBy(),
                ways,
                reference,
                against,
                teams,
                outcomes,
                notes(prompts, options, ways, stopped),
                complete);
    }

    private static List<WayResult> ways(
            List<ComparePrompt> prompts, CompareOptions options, Map<String, Map<String, Asked>> results) {
        return options.ways().stream()
                .map(way -> {
                    Map<String, Asked> its = results.getOrDefault(way.name(), Map.of());
                    return WayResult.of(
                            way,
                            prompts.stream()
                                    .map(prompt -> its.get(prompt.id()))
                                    .filter(Objects::nonNull)
                                    .toList(),
                            options.seed());
                })
                .toList();
    }

    private static List<String> notes(
            List<ComparePrompt> prompts, CompareOptions options, List<WayResult> ways, String stopped) {
        List<String> notes = new ArrayList<>();
        if (!stopped.isEmpty()) {
            notes.add("It stopped early: " + stopped + ". --resume goes on");
        }
        notes.add(String.format(
                Locale.ROOT,
                "Each prompt was asked once on each way, at most %d requests at once; intervals are of the choice of prompts (95 %%,"
                        + " bootstrap), not of chance in the models",
                options.atOnce()));
        if (prompts.size() < FEW) {
            notes.add(prompts.size() + " prompts are few: what lies inside the intervals is not known");
        }
        if (options.isGraded()) {
            notes.add("Quality is by " + options.gradedBy() + "; an answer that failed counts as 0");
            if (options.judge().isPresent()) {
                notes.add(
                        "A judge is a model: it errs, and may prefer answers that are like its own. Look at some grades before"
                                + " you believe them");
            }
        } else {
            notes.add(
                    "Nobody graded the answers (expected: --grader or --judge), so that nothing is known of their quality");
        }
        for (WayResult way : ways) {
            if (options.isGraded() && way.ungraded() > 0) {
                notes.add(way.way().name() + ": " + way.ungraded()
                        + " answers were not graded and are not in its quality");
            }
            if (way.unpriced() > 0) {
                notes.add(way.way().name() + ": the cost of " + way.unpriced()
                        + " answers is not known and not in its costs (expected: a price for each model)");
            }
            if (way.unread() > 0) {
                notes.add(way.way().name() + ": " + way.unread() + " of " + way.decided()
                        + " decisions were made without the embedding of the prompt (" + without(way)
                        + "), by its form alone or not at all: another machine, a longer budget of the route or fewer requests"
                        + " at once may pick otherwise");
            }
            way.problems()
                    .forEach((problem, many) -> notes.add(way.way().name() + ": " + many + " failed with " + problem));
        }
        notes.add(
                "Costs are those of the gateway's ledger, with what attempts cost that did not serve. A prompt that several ways send"
                        + " to the same model may be cheaper for the later ones, where a provider keeps prompts it has read");
        notes.add(
                "Times are from this machine to the end of the answer. Conversations, tools, pictures and load beyond what was asked"
                        + " at once are not covered");
        return notes;
    }

    private static String without(WayResult way) {
        return way.embeddings().entrySet().stream()
                .filter(each -> !each.getKey().equals("embedded"))
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    /** What is wrong with ways that gave no answer at all, in a sentence; empty if each gave one. */
    public Optional<String> silent() {
        List<String> told = ways.stream()
                .filter(WayResult::silent)
                .map(way -> way.way().name() + ": all " + way.asked() + " requests failed, the first with "
                        + way.firstProblem())
                .toList();
        return told.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", told));
    }

    /** For programs. */
    public Json.Obj json() {
        return Json.object(o -> o.put("prompts", prompts)
                .put("graded_by", gradedBy)
                .put("complete", complete)
                .put("ways", Json.array(ways.stream().map(WayResult::json).toList()))
                .put("against", reference.name())
                .put(
                        "differences",
                        Json.array(against.stream().map(Against::json).toList()))
                .put(
                        "teams",
                        Json.object(t -> teams.forEach((team, its) -> t.put(
                                team,
                                Json.array(its.stream().map(WayResult::json).toList())))))
                .put("notes", Json.array(notes.stream().map(Json::text).toList())));
    }

    /** For people. */
    public String text() {
        return CompareTables.text(this);
    }
}
