package dev.signalbox.cli.router;

import dev.signalbox.cli.Complaint;
import dev.signalbox.learn.data.DataException;
import dev.signalbox.learn.data.Prompt;
import dev.signalbox.learn.evaluate.FoldedEvaluation;
import dev.signalbox.learn.evaluate.Folds;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.report.MeasureReport;
import dev.signalbox.learn.report.ReportFolder;
import dev.signalbox.learn.train.Progress;
import dev.signalbox.learn.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Trains weights several times, measures each prompt by those that have not seen it, and writes a folder with the report.
 *
 * @param sources empty: all of the data
 * @param folds empty: none, only sources are left out
 * @param leftOut sources that are left out, one at a time, or the word for each of them
 * @param clock tells the day, and how long the rest will take
 */
public record FoldsWork(
        Path data,
        Optional<Set<String>> sources,
        Optional<Integer> folds,
        List<String> leftOut,
        Measures measures,
        Optional<Path> cache,
        long seed,
        int threads,
        InstantSource clock,
        String program) {
    /** The word for all sources, one at a time. */
    public static final String EACH = "each";

    private static final int STRANGERS = 2_000;

    /** Takes a defensive copy. */
    public FoldsWork {
        leftOut = List.copyOf(leftOut);
    }

    /** Does all of it. */
    public EvaluateSummary run(Path folder, Progress progress) throws IOException, DataException {
        TrainingData used = TrainingData.read(data, Optional.of(TrainingData.ALL), TrainingData.ALL, sources);
        List<Prompt> prompts = used.data().prompts();
        List<String> without = without(used);
        Optional<Folds> parted = folds.map(many -> parted(prompts, many));
        List<Prompt> others = strangers(used);
        List<Prompt> read = Stream.concat(prompts.stream(), others.stream()).toList();
        Map<String, Double> hidden = new HashMap<>(used.hiddenTokens());
        hidden.putAll(measures.stated(used));
        List<String> anew = folds.isPresent() ? measures.anew(used, folds.get()) : List.of();
        FoldedEvaluation evaluation = evaluation(used, anew, hidden, Vectors.of(read, cache, threads, progress));
        MeasureReport report = evaluation.run(
                "Learned router"
                        + folds.map(many -> ", over " + many + " folds").orElse(", without sources"),
                facts(used, parted, others),
                List.of(),
                parted,
                without,
                progress);
        ReportFolder.write(report, folder);
        return new EvaluateSummary(report);
    }

    private FoldedEvaluation evaluation(
            TrainingData used, List<String> anew, Map<String, Double> hidden, Features[] read) throws DataException {
        int prompts = used.data().prompts().size();
        return new FoldedEvaluation(
                TrainingOptions.standard(seed, threads),
                used.data(),
                Arrays.copyOf(read, prompts),
                Arrays.copyOfRange(read, prompts, read.length),
                hidden,
                measures.priced(used),
                measures.chosen(),
                anew,
                measures.subsets(),
                clock);
    }

    private Folds parted(List<Prompt> prompts, int many) {
        try {
            return Folds.of(prompts, many, seed);
        } catch (IllegalArgumentException e) {
            throw new Complaint("--folds: " + e.getMessage(), e);
        }
    }

    private List<String> without(TrainingData used) {
        Set<String> there = used.data().sources();
        if (!leftOut.isEmpty() && there.size() < 2) {
            throw new Complaint("--leave-out: the data has one source (expected: others to learn from)");
        }
        for (String source : leftOut) {
            if (!source.equals(EACH) && !there.contains(source)) {
                throw new Complaint("--leave-out: " + source + " (expected: " + EACH + ", or some of "
                        + String.join(", ", there) + ")");
            }
        }
        return leftOut.contains(EACH)
                ? List.copyOf(there)
                : leftOut.stream().distinct().toList();
    }

    /** Some prompts of sources that are not learnt: they tell whether novelty is noticed. */
    private List<Prompt> strangers(TrainingData used) {
        if (folds.isEmpty()) {
            return List.of();
        }
        List<Prompt> all = new ArrayList<>(used.others());
        Collections.shuffle(all, new Random(seed));
        return List.copyOf(all.subList(0, Math.min(STRANGERS, all.size())));
    }

    private Map<String, String> facts(TrainingData used, Optional<Folds> parted, List<Prompt> others) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("weights", "trained for this, with the options of signalbox router train");
        parted.ifPresent(found -> facts.put(
                "folds",
                found.many() + ", of "
                        + Arrays.stream(found.sizes())
                                .mapToObj(size -> String.format(Locale.ROOT, "%,d", size))
                                .collect(Collectors.joining(", "))
                        + " prompts; prompts that ask the same are in one fold"));
        facts.put(
                "data",
                String.format(
                        Locale.ROOT,
                        "%,d prompts, %,d outcomes, %,d models",
                        used.data().prompts().size(),
                        used.data().outcomes(),
                        used.data().models().size()));
        facts.put(
                "sources",
                used.sources().entrySet().stream()
                        .map(source -> source.getKey() + " " + source.getValue())
                        .collect(Collectors.joining(", ")));
        if (!others.isEmpty()) {
            facts.put("other sources", String.format(Locale.ROOT, "%,d prompts drawn, for novelty", others.size()));
        }
        facts.put("seed", String.valueOf(seed));
        facts.put("measured", clock.instant().atZone(ZoneOffset.UTC).toLocalDate() + " with Signalbox " + program);
        return facts;
    }
}
