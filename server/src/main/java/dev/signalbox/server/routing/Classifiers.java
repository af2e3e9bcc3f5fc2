package dev.signalbox.server.routing;

import dev.signalbox.server.settings.BranchSettings;
import dev.signalbox.server.settings.ClassifierSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.Tier;
import java.util.Arrays;
import java.util.List;

/** Makes the classifiers of routes that have a model asked. */
record Classifiers(Aside aside, RoutingObserver observer) {
    /** Which tier: all three, also where the route has only two. */
    ModelClassifier ofTiers(ClassifierSettings asked, Settings settings) {
        List<ModelClassifier.Label> labels = Arrays.stream(Tier.values())
                .map(tier -> new ModelClassifier.Label(
                        tier.word(),
                        switch (tier) {
                            case SIMPLE -> "a small, cheap model answers it as well as a large one";
                            case COMPLEX ->
                                "it needs a large model: knowledge, care, long or structured writing, ordinary programming";
                            case REASONING ->
                                "it needs long thinking: proofs, puzzles, hard mathematics or hard programming";
                        }))
                .toList();
        return new ModelClassifier(this, asked, Aside.target(asked.model(), settings), labels);
    }

    /** Which of the tasks that the route has targets for. */
    ModelClassifier ofTasks(RouteSettings route, ClassifierSettings asked, Settings settings) {
        List<ModelClassifier.Label> labels = route.branches().stream()
                .map(BranchSettings::label)
                .map(task -> new ModelClassifier.Label(
                        task, task.equals(BranchSettings.OTHERWISE) ? "none of the others" : ""))
                .toList();
        return new ModelClassifier(this, asked, Aside.target(asked.model(), settings), labels);
    }
}
