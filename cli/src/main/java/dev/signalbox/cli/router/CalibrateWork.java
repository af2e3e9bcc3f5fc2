package dev.signalbox.cli.router;

import dev.signalbox.cli.Complaint;
import dev.signalbox.learn.data.DataException;
import dev.signalbox.learn.data.PriceFile;
import dev.signalbox.learn.data.ThinkingModels;
import dev.signalbox.learn.predict.Card;
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

/**
 * Adds models to weights, or corrects known ones, from graded prompts.
 *
 * @param prices whose thinking tokens hold for the models
 */
public record CalibrateWork(Path weights, String version, GradedSource source, Optional<Path> prices, int threads) {

    /** Does all of it. */
    public CalibrateSummary run(NewFile file, Progress progress) throws IOException, DataException, WeightsException {
        Weights before = WeightsPlace.read(weights);
        check();
        Graded graded = source.read(before, threads, progress);
        Weights after = Calibrator.calibrate(before, version, graded.data(), graded.features(), progress)
                .assuming(hidden(before, graded.data().models()));
        WeightsPlace.write(after, file);
        return CalibrateSummary.of(before, after, graded);
    }

    private void check() {
        try {
            new Card(version, Map.of()).version();
        } catch (IllegalArgumentException e) {
            throw new Complaint("--" + e.getMessage(), e);
        }
    }

    /** What the prices state, else what is assumed of models that the weights did not know. */
    private Map<String, Double> hidden(Weights before, List<String> models) throws DataException {
        List<String> added =
                models.stream().filter(model -> !before.knows(model)).toList();
        Map<String, Double> hidden = new HashMap<>(ThinkingModels.shipped().of(added));
        if (prices.isPresent()) {
            hidden.putAll(PriceFile.hiddenOutputTokens(prices.get()));
        }
        return hidden;
    }
}
