package dev.signalbox.cli.router;

import dev.signalbox.cli.Complaint;
import dev.signalbox.learn.data.DataException;
import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.data.OutcomeFile;
import dev.signalbox.learn.data.PriceFile;
import dev.signalbox.learn.data.Prompt;
import dev.signalbox.learn.data.PromptFile;
import dev.signalbox.learn.data.ThinkingModels;
import dev.signalbox.learn.predict.Card;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.predict.WeightsException;
import dev.signalbox.learn.train.Calibrator;
import dev.signalbox.learn.train.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Adds models to weights, or corrects known ones, from graded prompts.
 *
 * @param prices whose thinking tokens hold for the models
 */
public record CalibrateWork(
        Path weights,
        String version,
        Path outcomes,
        Path prompts,
        Optional<Path> prices,
        Optional<Path> cache,
        int threads) {

    /** Does all of it. */
    public CalibrateSummary run(NewFile file, Progress progress) throws IOException, DataException, WeightsException {
        Weights before = WeightsPlace.read(weights);
        check();
        List<Prompt> all = PromptFile.read(prompts);
        Dataset read = OutcomeFile.read(outcomes, all);
        Dataset graded = read.at(IntStream.range(0, all.size())
                .filter(p -> read.end(p) > read.first(p))
                .toArray());
        for (int m = 0; m < graded.models().size(); m++) {
            int model = m;
            long many = IntStream.range(0, graded.outcomes())
                    .filter(o -> graded.model(o) == model)
                    .count();
            if (many < Calibrator.LEAST) {
                throw new Complaint("--outcomes: " + graded.models().get(m) + " has " + many
                        + " graded prompts (expected: at least " + Calibrator.LEAST + ")");
            }
        }
        Features[] features = Vectors.of(graded.prompts(), cache, threads, progress);
        Weights after = Calibrator.calibrate(before, version, graded, features, progress)
                .assuming(hidden(before, graded));
        WeightsPlace.write(after, file);
        return new CalibrateSummary(before, after, graded.models());
    }

    private void check() {
        try {
            new Card(version, Map.of()).version();
        } catch (IllegalArgumentException e) {
            throw new Complaint("--" + e.getMessage(), e);
        }
    }

    /** What the prices state, else what is assumed of models that the weights did not know. */
    private Map<String, Double> hidden(Weights before, Dataset graded) throws DataException {
        List<String> added =
                graded.models().stream().filter(model -> !before.knows(model)).toList();
        Map<String, Double> hidden = new HashMap<>(ThinkingModels.shipped().of(added));
        if (prices.isPresent()) {
            hidden.putAll(PriceFile.hiddenOutputTokens(prices.get()));
        }
        return hidden;
    }
}
