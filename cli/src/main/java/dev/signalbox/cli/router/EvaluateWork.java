package dev.signalbox.cli.router;

import dev.signalbox.cli.Complaint;
import dev.signalbox.learn.data.DataException;
import dev.signalbox.learn.evaluate.Evaluation;
import dev.signalbox.learn.evaluate.Unseen;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.predict.WeightsException;
import dev.signalbox.learn.report.MeasureReport;
import dev.signalbox.learn.report.ReportFolder;
import dev.signalbox.learn.train.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures weights on a folder of graded prompts and writes a folder with the report.
 *
 * @param split empty: {@code dev} if the data has it, else all
 */
public record EvaluateWork(
        Path weights,
        Path data,
        Optional<String> split,
        Measures measures,
        Optional<Path> cache,
        long seed,
        int threads,
        LocalDate today,
        String program) {

    /** Rejects a folder that holds something. */
    public static void check(Path folder, boolean force) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new Complaint("--out: " + folder + " is a file (expected: a folder)");
        }
        if (Files.isDirectory(folder) && !force) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new Complaint(
                            "--out: " + folder + " holds files already (expected: a new folder, or --force)");
                }
            }
        }
    }

    /** Does all of it. */
    public EvaluateSummary run(Path folder, Progress progress) throws IOException, DataException, WeightsException {
        TrainingData used = TrainingData.read(data, split, "dev", Optional.empty());
        Weights measured = WeightsPlace.read(weights).assuming(measures.stated(used));
        if (used.data().models().stream().noneMatch(measured::knows)) {
            throw new Complaint("--data: the weights know none of its models (expected: some of them)");
        }
        List<String> anew = measures.anew(used, 1);
        Features[] features = Vectors.of(used.data().prompts(), cache, threads, progress);
        MeasureReport report = new Evaluation(
                        Unseen.all(measured, features.length),
                        used.data(),
                        features,
                        new Features[0],
                        measures.priced(used),
                        measures.chosen(),
                        anew,
                        measures.subsets(),
                        seed,
                        threads)
                .run("Learned router: " + measured.version(), facts(measured, used), caveats(measured, used), progress);
        ReportFolder.write(report, folder);
        return new EvaluateSummary(report);
    }

    private Map<String, String> facts(Weights measured, TrainingData used) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("weights", measured.version());
        facts.put(
                "data",
                String.format(
                        Locale.ROOT,
                        "%,d prompts, %,d outcomes, %,d models, split %s",
                        used.data().prompts().size(),
                        used.data().outcomes(),
                        used.data().models().size(),
                        used.split()));
        facts.put("seed", String.valueOf(seed));
        facts.put("measured", today + " with Signalbox " + program);
        return facts;
    }

    private static List<String> caveats(Weights measured, TrainingData used) {
        List<String> caveats = new ArrayList<>();
        if (used.split().equals(TrainingData.ALL)) {
            caveats.add(
                    "Prompts of all splits were measured: with those that the weights were trained on the numbers flatter.");
        }
        String trained = measured.card().facts().getOrDefault("split", "");
        if (trained.equals(TrainingData.ALL) || trained.equals(used.split())) {
            caveats.add("The card of the weights says that they were trained on split " + trained
                    + ": if that was of this data, the numbers flatter. Train on one split to measure on another.");
        }
        return caveats;
    }
}
