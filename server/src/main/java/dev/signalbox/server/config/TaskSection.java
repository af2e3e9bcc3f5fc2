package dev.signalbox.server.config;

import dev.signalbox.server.settings.BranchSettings;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.TargetSettings;
import dev.signalbox.server.settings.TaskPattern;
import dev.signalbox.server.settings.TextPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** {@code routes.NAME.tasks} and {@code routes.NAME.patterns[]}: targets by the kind of work, and how it is recognised. */
final class TaskSection {

    static final String PLACE = "tasks";

    private static final Key<TaskPattern, String> TASK = Key.required(
            "task",
            WordKind.of("a task such as coding", word -> Optional.of(word).filter(TaskPattern::isTask), word -> word),
            TaskPattern::task,
            "What fitting requests are: the name of a task.");
    private static final Key<TaskPattern, Optional<TextPattern>> MATCH = Key.optional(
            "match",
            new Expression(),
            TaskPattern::match,
            "A regular expression in RE2's syntax that is found in the prompt; capitals make no difference.");
    private static final Key<TaskPattern, Optional<Integer>> SHORTER_THAN = Key.optional(
            "shorter-than",
            Numbers.whole(1, TaskPattern.MOST),
            pattern -> pattern.shorterThan().stream().boxed().findFirst(),
            "The prompt has fewer characters.");
    private static final Key<TaskPattern, Boolean> IMAGES = Key.withDefault(
            "images", WordKind.trueOrFalse(), TaskPattern::images, false, "The request holds images or documents.");

    private static final Section<TaskPattern> PATTERN = Section.of(
                    "routes.NAME.patterns[]",
                    "What requests of one task look like: all that is said must hold. The first pattern that fits decides.",
                    List.of(TASK, MATCH, SHORTER_THAN, IMAGES),
                    v -> new TaskPattern(
                            v.get(TASK),
                            v.get(MATCH),
                            v.get(SHORTER_THAN).map(OptionalInt::of).orElse(OptionalInt.empty()),
                            v.get(IMAGES)))
            .renamed(Map.of("regex", "match", "pattern", "match", "name", "task"));

    static final Key<RouteSettings, Optional<Map<String, List<TargetSettings>>>> TASKS =
            Key.<RouteSettings, Map<String, List<TargetSettings>>>optional(
                            PLACE,
                            new Named<>(
                                    ListKind.notEmpty(TargetSection.SECTION),
                                    TaskPattern::isTask,
                                    "small letters, digits and hyphens"),
                            TaskSection::written,
                            "For a `task` route: by the name of a task, the target that serves it and its fallbacks, in order.")
                    .otherwise("required for `task`");
    static final Key<RouteSettings, Optional<List<TaskPattern>>> PATTERNS =
            Key.<RouteSettings, List<TaskPattern>>optional(
                            "patterns",
                            ListKind.notEmpty(PATTERN),
                            TaskSection::own,
                            "For a `task` route: how tasks are recognised, in place of the built-in patterns.")
                    .otherwise("the built-in ones");

    private TaskSection() {}

    private static Optional<Map<String, List<TargetSettings>>> written(RouteSettings route) {
        if (!(route.choosing() instanceof Choosing.Tasks)) {
            return Optional.empty();
        }
        Map<String, List<TargetSettings>> tasks = new LinkedHashMap<>();
        route.branches().stream()
                .filter(branch -> branch.place().startsWith(PLACE))
                .forEach(branch -> tasks.put(branch.label(), branch.targets()));
        return Optional.of(tasks);
    }

    private static Optional<List<TaskPattern>> own(RouteSettings route) {
        return route.choosing() instanceof Choosing.Tasks(List<TaskPattern> patterns, var _)
                        && !patterns.equals(TaskPattern.BUILT_IN)
                ? Optional.of(patterns)
                : Optional.empty();
    }

    /** The branches of a route that chooses among tasks. */
    static List<BranchSettings> branches(Values v, Optional<List<TargetSettings>> otherwise) {
        List<BranchSettings> branches = new ArrayList<>();
        v.get(TASKS)
                .orElse(Map.of())
                .forEach((task, targets) -> branches.add(new BranchSettings(task, PLACE + "." + task, targets)));
        otherwise.ifPresent(targets ->
                branches.add(new BranchSettings(BranchSettings.OTHERWISE, BranchSettings.OTHERWISE, targets)));
        return branches;
    }

    static Choosing choosing(Values v) {
        return new Choosing.Tasks(v.get(PATTERNS).orElse(TaskPattern.BUILT_IN), v.get(ClassifierSection.CLASSIFIER));
    }

    /** Every task that a request can be must have targets, and every task that has targets must be one that it can be. */
    static void check(Values v, Spot route) {
        Spot tasks = route.at(PLACE);
        Set<String> served = References.written(tasks);
        if (served.isEmpty()) {
            tasks.errorAtKey(route.has(PLACE) ? "no task" : "missing", "targets by the name of a task", "");
            return;
        }
        Optional<Optional<List<TaskPattern>>> read = v.find(PATTERNS);
        if (read.isEmpty()) {
            return; // what is wrong with them was told
        }
        List<TaskPattern> patterns = read.get().orElse(TaskPattern.BUILT_IN);
        boolean otherwise = route.has(BranchSettings.OTHERWISE);
        boolean classified = route.has(ClassifierSection.CLASSIFIER.name());
        Set<String> possible = new LinkedHashSet<>();
        patterns.forEach(pattern -> possible.add(pattern.task()));
        Set<String> unserved = new TreeSet<>(possible);
        unserved.removeAll(served);
        if (!unserved.isEmpty() && !otherwise) {
            tasks.errorAtKey(
                    "no targets for " + String.join(", ", unserved),
                    "targets for each task that a pattern names, or otherwise",
                    "");
        }
        for (String task : served) {
            if (TaskPattern.isTask(task) && !possible.contains(task) && !classified) {
                tasks.at(task)
                        .errorAtKey(
                                "no pattern names this task",
                                Problem.CHOICES + String.join(", ", possible),
                                Nearest.phrase(task, possible));
            }
        }
        checkOrder(patterns, otherwise, route);
    }

    private static void checkOrder(List<TaskPattern> patterns, boolean otherwise, Spot route) {
        for (int i = 0; i < patterns.size() - 1; i++) {
            if (patterns.get(i).always()) {
                route.at("patterns")
                        .item(i)
                        .error("fits every request, so that no pattern behind it is asked", "it at the end", "");
            }
        }
        if (!patterns.getLast().always() && !otherwise) {
            route.at("patterns")
                    .errorAtKey(
                            "a request that no pattern fits has no targets",
                            "otherwise, or a last pattern with nothing but its task",
                            "");
        }
    }

    /** Regular expressions that cannot take long. */
    static Kind<TextPattern> expression() {
        return new Expression();
    }

    /** A regular expression that cannot take long. */
    private record Expression() implements Kind<TextPattern> {
        @Override
        public String words() {
            return "a regular expression";
        }

        @Override
        public Optional<TextPattern> read(Spot spot) {
            Optional<String> word = spot.word(words());
            Optional<String> fault = word.flatMap(TextPattern::fault);
            fault.ifPresent(why -> spot.error(Shown.quoted(word.orElse("")), words() + " in RE2's syntax", why));
            return fault.isPresent() ? Optional.empty() : word.map(TextPattern::new);
        }

        @Override
        public Optional<Tree> write(TextPattern value) {
            return Optional.of(new Tree.Scalar(value.text()));
        }
    }
}
