package dev.signalbox.cli;

import dev.signalbox.cli.router.CalibrateSummary;
import dev.signalbox.cli.router.CalibrateWork;
import dev.signalbox.cli.router.NewFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Adds models to weights. */
@Command(
        name = "calibrate",
        description = {
            "Add models to weights, or correct known ones, from prompts that you had graded: 50 for each model or more.",
            "Other models are predicted as before, but for what the new prompts tell nearby."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox router calibrate --outcomes outcomes.csv --prompts prompts.jsonl --out mine.weights",
            "  signalbox router show --weights mine.weights"
        })
final class RouterCalibrateCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private WeightsOption weights = new WeightsOption();

    @Option(
            names = "--outcomes",
            paramLabel = "FILE",
            required = true,
            description = "CSV with prompt_id, model and score, from 0 to 1.")
    private Path outcomes = Path.of("");

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            required = true,
            description = "JSON lines with prompt_id and prompt_text, plain or compressed with gzip.")
    private Path prompts = Path.of("");

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "CSV whose hidden_output_tokens are the thinking tokens of an answer of these models.")
    private Optional<Path> prices = Optional.empty();

    @Mixin
    private NewWeightsOption out = new NewWeightsOption();

    @Mixin
    private VectorCacheOption cache = new VectorCacheOption();

    @Mixin
    private RouterJob job = new RouterJob();

    RouterCalibrateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        return job.run((progress, threads) -> {
            try (NewFile file = out.in(surroundings)) {
                CalibrateSummary summary = new CalibrateWork(
                                weights.in(surroundings),
                                out.version(),
                                surroundings.resolve(outcomes),
                                surroundings.resolve(prompts),
                                prices.map(surroundings::resolve),
                                cache.in(surroundings),
                                threads)
                        .run(file, progress);
                return new RouterJob.Told(summary::text, summary::json);
            }
        });
    }
}
