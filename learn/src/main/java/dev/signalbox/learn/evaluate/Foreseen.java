package dev.signalbox.learn.evaluate;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Prediction;
import dev.signalbox.learn.predict.Predictor;
import dev.signalbox.learn.train.Parallel;
import dev.signalbox.learn.train.Progress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What weights predict of all prompts of a data set, for the models that all of them and the data know. */
record Foreseen(List<String> models, Features[] features, Prediction[] predictions, Map<String, Integer> prompts) {

    static Foreseen of(Unseen weights, Dataset data, Features[] features, int threads, Progress progress) {
        List<String> models = data.models().stream().filter(weights::know).toList();
        List<Predictor> predictors = weights.weights().stream()
                .map(each -> new Predictor(each, models))
                .toList();
        Prediction[] predictions = new Prediction[features.length];
        AtomicInteger done = new AtomicInteger();
        Parallel.forEach(features.length, threads, p -> {
            predictions[p] = predictors.get(weights.by()[p]).predict(features[p]);
            progress.at("predicting", done.incrementAndGet(), features.length);
        });
        Map<String, Integer> prompts = new HashMap<>();
        for (int p = 0; p < features.length; p++) {
            prompts.put(data.prompts().get(p).id(), p);
        }
        return new Foreseen(models, features, predictions, prompts);
    }

    /** The number of a prompt. */
    int prompt(String id) {
        Integer prompt = prompts.get(id);
        if (prompt == null) {
            throw new IllegalArgumentException("prompt: " + id + " was not predicted");
        }
        return prompt;
    }

    /** The prediction of a prompt for some of the models; it does not depend on the others. */
    Prediction of(int prompt, List<String> some) {
        Prediction all = predictions[prompt];
        double[] quality = new double[some.size()];
        double[] tokens = new double[some.size()];
        for (int m = 0; m < quality.length; m++) {
            int at = models.indexOf(some.get(m));
            quality[m] = all.quality()[at];
            tokens[m] = all.outputTokens()[at];
        }
        return new Prediction(
                quality,
                tokens,
                all.novelty(),
                all.novel(),
                all.surfaceOnly(),
                all.domain(),
                all.task(),
                all.difficulty());
    }
}
