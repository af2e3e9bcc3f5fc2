package dev.signalbox.cli.router;

import dev.signalbox.cli.Complaint;
import dev.signalbox.learn.data.DataException;
import dev.signalbox.learn.data.Sources;
import dev.signalbox.learn.predict.Card;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.train.Progress;
import dev.signalbox.learn.train.Trainer;
import dev.signalbox.learn.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Trains weights from a folder of graded prompts.
 *
 * @param sources empty: all of the data
 * @param split empty: {@code train} if the data has it, else all
 * @param cache vectors of prompts, kept for the next time
 * @param pool empty: by {@link PoolRule}
 * @param program version of the program, for the card
 */
public record TrainWork(
        Path data,
        String version,
        Optional<Set<String>> sources,
        Optional<String> split,
        long seed,
        int threads,
        Optional<Path> cache,
        List<String> pool,
        LocalDate today,
        String program) {

    /** Takes a defensive copy. */
    public TrainWork {
        pool = List.copyOf(pool);
    }

    /** The sources that options mean; empty: all. */
    public static Optional<Set<String>> sources(List<String> named, boolean cautious) {
        return TrainingData.sources(named, cautious);
    }

    /** Does all of it. */
    public WeightsSheet run(NewFile file, Progress progress) throws IOException, DataException {
        Card empty = card(version, Map.of());
        TrainingData used = TrainingData.read(data, split, "train", sources);
        for (String model : pool) {
            if (!used.data().models().contains(model)) {
                throw new Complaint("--pool: " + model + " (expected: models that the data has outcomes of"
                        + Known.suggestion(model, used.data().models()) + ")");
            }
        }
        Features[] features = Vectors.of(used.data().prompts(), cache, threads, progress);
        Weights trained = Trainer.train(
                TrainingOptions.standard(seed, threads),
                used.data(),
                features,
                used.hiddenTokens(),
                List.of(),
                empty,
                progress);
        Weights weights = trained.withPool(pool.isEmpty() ? PoolRule.of(trained, used.prices()) : pool);
        weights = weights.with(card(version, facts(used)));
        WeightsPlace.write(weights, file);
        return new WeightsSheet(weights);
    }

    private static Card card(String version, Map<String, String> facts) {
        try {
            return new Card(version, facts);
        } catch (IllegalArgumentException e) {
            throw new Complaint("--" + e.getMessage(), e);
        }
    }

    private Map<String, String> facts(TrainingData used) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("trained", today + " with Signalbox " + program);
        facts.put(
                "data",
                String.format(
                        Locale.ROOT,
                        "%,d prompts, %,d outcomes, %,d models",
                        used.data().prompts().size(),
                        used.data().outcomes(),
                        used.data().models().size()));
        facts.put("split", used.split());
        facts.put(
                "sources",
                used.sources().entrySet().stream()
                        .map(source -> source.getKey() + " " + source.getValue())
                        .collect(Collectors.joining(", ")));
        facts.put("licences", licences(used));
        facts.put("prompts", "no text of a prompt is in this file");
        facts.put("embedding", "all-MiniLM-L6-v2 up to its fourth layer, Apache-2.0");
        facts.put("thinking tokens", thinking(used));
        facts.put("pool", pool.isEmpty() ? PoolRule.TOLD : "as it was named");
        facts.put("seed", String.valueOf(seed));
        facts.put("options", TrainingOptions.standard(seed, 1).toString());
        return facts;
    }

    private static String licences(TrainingData used) {
        return Sources.CAUTIOUS.containsAll(used.data().sources())
                ? "only sources whose licences allow commercial use, or of which only facts were taken: who answered right"
                : "those of the sources, which were not checked";
    }

    private static String thinking(TrainingData used) {
        String assumed = used.assumed().entrySet().stream()
                .map(each -> each.getKey() + " " + Math.round(each.getValue()))
                .collect(Collectors.joining(", "));
        String stated = used.stated().entrySet().stream()
                .filter(each -> used.data().models().contains(each.getKey()))
                .map(each -> each.getKey() + " " + Math.round(each.getValue()))
                .sorted()
                .collect(Collectors.joining(", "));
        return "stated by the prices: " + (stated.isEmpty() ? "none" : stated) + "; assumed: "
                + (assumed.isEmpty() ? "none" : assumed);
    }
}
