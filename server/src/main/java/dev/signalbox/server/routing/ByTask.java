package dev.signalbox.server.routing;

import dev.signalbox.server.settings.BranchSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.TaskPattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The kind of work decides: the first pattern that fits names the task. Where there is a classifier, it is asked first, unless
 * the form of the request tells.
 *
 * @param branches the index of the branch of each task that has targets of its own, and of those otherwise
 */
record ByTask(
        String route, List<TaskPattern> patterns, Map<String, Integer> branches, Optional<ModelClassifier> classifier)
        implements Selector {
    private static final int MOST_SHOWN = 60;

    static ByTask of(RouteSettings route, List<TaskPattern> patterns, Optional<ModelClassifier> classifier) {
        Map<String, Integer> branches = new HashMap<>();
        for (int i = 0; i < route.branches().size(); i++) {
            branches.put(route.branches().get(i).label(), i);
        }
        return new ByTask(route.name(), patterns, Map.copyOf(branches), classifier);
    }

    @Override
    public Selection select(Demand demand) {
        return classifier
                .filter(_ -> patterns.stream().noneMatch(pattern -> formOnly(pattern) && fits(pattern, demand)))
                .map(model -> switch (model.of(demand, route)) {
                    case ModelClassifier.Verdict.Is(String task) ->
                        serving(task, "says the classifier " + model.target().name());
                    case ModelClassifier.Verdict.Unknown(String why) ->
                        matched(demand, "; the classifier " + model.target().name() + ": " + why);
                })
                .orElseGet(() -> matched(demand, ""));
    }

    /** Images need no reading. */
    private static boolean formOnly(TaskPattern pattern) {
        return pattern.images()
                && pattern.match().isEmpty()
                && pattern.shorterThan().isEmpty();
    }

    private Selection matched(Demand demand, String remark) {
        for (TaskPattern pattern : patterns) {
            if (fits(pattern, demand)) {
                return serving(pattern.task(), reason(pattern) + remark);
            }
        }
        return serving(BranchSettings.OTHERWISE, "no pattern fits" + remark);
    }

    /** The targets of a task, else those that serve otherwise. */
    private Selection serving(String task, String why) {
        Integer own = branches.get(task);
        if (own != null) {
            return new Selection(
                    List.of(own), (task.equals(BranchSettings.OTHERWISE) ? task : "task " + task) + ": " + why);
        }
        Integer otherwise = branches.get(BranchSettings.OTHERWISE);
        if (otherwise == null) {
            throw new IllegalStateException("settings were not checked: no targets for the task " + task);
        }
        return new Selection(List.of(otherwise), "otherwise, for the task " + task + ": " + why);
    }

    private static boolean fits(TaskPattern pattern, Demand demand) {
        return (!pattern.images() || demand.exchange().envelope().images() > 0)
                && pattern.shorterThan().stream()
                        .allMatch(most -> demand.prompt().length() < most)
                && pattern.match().stream()
                        .allMatch(match -> match.in(demand.prompt().lowered()));
    }

    private static String reason(TaskPattern pattern) {
        if (pattern.match().isPresent()) {
            String text = pattern.match().get().text();
            return "the prompt matches " + (text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text);
        }
        if (pattern.shorterThan().isPresent()) {
            return "the prompt has fewer than " + pattern.shorterThan().getAsInt() + " characters";
        }
        return pattern.images() ? "images or documents" : "no pattern before it fits";
    }
}
