package dev.signalbox.cli.router;

import dev.signalbox.cli.Complaint;
import dev.signalbox.learn.data.DataException;
import dev.signalbox.learn.data.ModelPrice;
import dev.signalbox.learn.data.Pool;
import dev.signalbox.learn.data.PoolFile;
import dev.signalbox.learn.data.PriceFile;
import dev.signalbox.learn.evaluate.Evaluation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is measured.
 *
 * @param pools empty: those that come with the program
 * @param prices in place of the data's own
 * @param newModels empty: the three with the most outcomes
 * @param subsets how many subsets of models are drawn of each source
 */
public record Measures(Optional<Path> pools, Optional<Path> prices, Optional<List<String>> newModels, int subsets) {
    private static final int NEW_MODELS = 3;

    List<Pool> chosen() throws DataException {
        return pools.isPresent() ? PoolFile.read(pools.get()) : PoolFile.shipped();
    }

    Map<String, ModelPrice> priced(TrainingData used) throws DataException {
        Map<String, ModelPrice> priced = new HashMap<>(used.prices());
        if (prices.isPresent()) {
            priced.putAll(PriceFile.read(prices.get()));
        }
        return priced;
    }

    /** Thinking tokens by model, as the prices state them. */
    Map<String, Double> stated(TrainingData used) throws DataException {
        Map<String, Double> stated = new HashMap<>(used.stated());
        if (prices.isPresent()) {
            stated.putAll(PriceFile.hiddenOutputTokens(prices.get()));
        }
        return stated;
    }

    /** @param parts of the data, in each of which a new model has enough outcomes */
    List<String> anew(TrainingData used, int parts) {
        int enough = parts * Evaluation.LEAST_OF_A_NEW_MODEL;
        List<String> anew = newModels.orElseGet(() -> Evaluation.mostGraded(used.data(), NEW_MODELS, enough));
        for (String model : anew) {
            if (used.outcomes(model) < enough) {
                throw new Complaint("--new-models: " + model + " has " + used.outcomes(model)
                        + " outcomes in the data (expected: at least " + enough
                        + (parts > 1 ? ", " + Evaluation.LEAST_OF_A_NEW_MODEL + " for each fold)" : ")"));
            }
        }
        return anew;
    }
}
