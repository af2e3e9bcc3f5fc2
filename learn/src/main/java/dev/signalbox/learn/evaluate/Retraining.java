package dev.signalbox.learn.evaluate;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.predict.Card;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.train.Progress;
import dev.signalbox.learn.train.Trainer;
import dev.signalbox.learn.train.TrainingOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Trains weights from parts of graded prompts, as they would be trained from all.
 *
 * @param features of the data's prompts, in their order
 * @param hiddenTokens by model, thinking tokens of an answer that the data's answers do not show
 */
record Retraining(TrainingOptions options, Dataset data, Features[] features, Map<String, Double> hiddenTokens) {

    /** Weights for each fold, from the prompts of all others. */
    Unseen folds(Folds folds, Rounds rounds) {
        List<Weights> weights = new ArrayList<>();
        for (int fold = 0; fold < folds.many(); fold++) {
            String name = "without fold " + (fold + 1);
            weights.add(of(folds.prompts(fold, false), name, rounds.next(name)));
        }
        return new Unseen(weights, folds.of());
    }

    /** Weights from these prompts. */
    Weights of(int[] prompts, String name, Progress progress) {
        Dataset some = data.at(prompts);
        Set<String> models = new TreeSet<>();
        for (int o = 0; o < some.outcomes(); o++) {
            models.add(some.models().get(some.model(o)));
        }
        return Trainer.train(
                options,
                some.ofModels(models),
                Arrays.stream(prompts).mapToObj(p -> features[p]).toArray(Features[]::new),
                hiddenTokens,
                List.of(),
                new Card(name.replaceAll("[^A-Za-z0-9]+", "-"), Map.of()),
                progress);
    }
}
