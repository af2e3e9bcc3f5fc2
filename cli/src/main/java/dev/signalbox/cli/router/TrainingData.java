package dev.signalbox.cli.router;

import dev.signalbox.cli.Complaint;
import dev.signalbox.learn.data.DataException;
import dev.signalbox.learn.data.DataFolder;
import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.data.ModelPrice;
import dev.signalbox.learn.data.PriceFile;
import dev.signalbox.learn.data.Prompt;
import dev.signalbox.learn.data.Sources;
import dev.signalbox.learn.data.ThinkingModels;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What of a folder is used: its prompts of one split and some sources that have outcomes, and the models with outcomes there.
 *
 * @param split as it is told
 * @param others prompts of the folder that are from other sources
 * @param stated thinking tokens by model, as the price file states them
 */
record TrainingData(
        Dataset data, Map<String, ModelPrice> prices, String split, Map<String, Double> stated, List<Prompt> others) {
    /** The word for all splits. */
    static final String ALL = "all";

    static TrainingData read(Path folder, Optional<String> split, String usual, Optional<Set<String>> sources)
            throws DataException {
        DataFolder read = DataFolder.read(folder);
        Set<String> splits = read.data().prompts().stream()
                .map(Prompt::split)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        String chosen = split.orElse(splits.contains(usual) ? usual : ALL);
        if (!chosen.equals(ALL) && !splits.contains(chosen)) {
            throw new Complaint("--split: " + chosen + " (expected: all"
                    + splits.stream().map(each -> ", " + each).collect(Collectors.joining()) + ")");
        }
        Dataset data = chosen.equals(ALL) ? read.data() : read.data().ofSplit(chosen);
        List<Prompt> others = List.of();
        if (sources.isPresent()) {
            others = data.where(prompt -> !sources.get().contains(prompt.source()))
                    .prompts();
            data = ofSources(data, sources.get());
        }
        Map<String, Double> stated = new HashMap<>();
        Optional<Path> priceFile = DataFolder.priceFile(folder);
        if (priceFile.isPresent()) {
            stated.putAll(PriceFile.hiddenOutputTokens(priceFile.get()));
        }
        return new TrainingData(answered(data), read.prices(), chosen, stated, others);
    }

    /** The sources of an option: those that are named, or of the cautious ones those that the folder has. */
    static Optional<Set<String>> sources(List<String> named, boolean cautious) {
        return cautious
                ? Optional.of(Sources.CAUTIOUS)
                : named.isEmpty() ? Optional.empty() : Optional.of(Set.copyOf(named));
    }

    private static Dataset ofSources(Dataset data, Set<String> sources) {
        Set<String> there = data.sources();
        if (!sources.equals(Sources.CAUTIOUS)) {
            sources.stream()
                    .filter(source -> !there.contains(source))
                    .findFirst()
                    .ifPresent(source -> {
                        throw new Complaint(
                                "--sources: " + source + " (expected: some of " + String.join(", ", there) + ")");
                    });
        }
        Dataset chosen = data.ofSources(sources);
        if (chosen.prompts().isEmpty()) {
            throw new Complaint("--cautious: none of its sources is in the data (there are: " + String.join(", ", there)
                    + "; expected: one of " + String.join(", ", new TreeSet<>(Sources.CAUTIOUS)) + ")");
        }
        return chosen;
    }

    private static Dataset answered(Dataset data) {
        Set<String> models = new TreeSet<>();
        for (int o = 0; o < data.outcomes(); o++) {
            models.add(data.models().get(data.model(o)));
        }
        if (models.isEmpty()) {
            throw new Complaint("--data: no outcome is left (expected: another --split or other --sources)");
        }
        return data.ofModels(models)
                .at(IntStream.range(0, data.prompts().size())
                        .filter(p -> data.end(p) > data.first(p))
                        .toArray());
    }

    /** How many outcomes a model has. */
    long outcomes(String model) {
        int number = data.models().indexOf(model);
        return IntStream.range(0, data.outcomes())
                .filter(o -> data.model(o) == number)
                .count();
    }

    /** Prompts by source. */
    Map<String, Long> sources() {
        return data.prompts().stream()
                .collect(Collectors.groupingBy(
                        prompt -> prompt.source().isEmpty() ? "unnamed" : prompt.source(),
                        TreeMap::new,
                        Collectors.counting()));
    }

    /** Thinking tokens that are assumed of models of which none are stated. */
    Map<String, Double> assumed() {
        Map<String, Double> assumed = new TreeMap<>(ThinkingModels.shipped().of(data.models()));
        assumed.keySet().removeAll(stated.keySet());
        return assumed;
    }

    /** Thinking tokens of all models that have some. */
    Map<String, Double> hiddenTokens() {
        Map<String, Double> hidden = new TreeMap<>(stated);
        hidden.putAll(assumed());
        return hidden;
    }
}
