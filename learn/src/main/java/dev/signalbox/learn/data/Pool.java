package dev.signalbox.learn.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Models that are measured together on the prompts of some sources.
 *
 * @param pair whether it is a strong and a weak model, in this order, for the two-model protocol
 */
public record Pool(String name, String title, boolean pair, List<String> sources, List<String> models) {

    /** Rejects pools of fewer than two models, pairs that are none, and repetitions; takes defensive copies. */
    public Pool {
        sources = List.copyOf(sources);
        models = List.copyOf(models);
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: blank (expected: a pool's name)");
        }
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("sources: none (expected: at least one)");
        }
        if (models.size() < 2 || new HashSet<>(models).size() < models.size()) {
            throw new IllegalArgumentException("models: " + models + " (expected: at least two different ones)");
        }
        if (pair && models.size() != 2) {
            throw new IllegalArgumentException("models: " + models.size() + " (expected: a strong and a weak one)");
        }
    }

    /** The prompts of the sources that every model answered, with the outcomes of the pool's models only. */
    public Dataset of(Dataset data) {
        return data.ofSources(Set.copyOf(sources)).covering(models).ofModels(models);
    }

    /** Whether the data has a prompt that every model of the pool answered. */
    public boolean isIn(Dataset data) {
        return data.models().containsAll(models) && !of(data).prompts().isEmpty();
    }
}
