package dev.signalbox.cli;

import dev.signalbox.cli.router.CalibrateSummary;
import dev.signalbox.cli.router.CalibrateWork;
import dev.signalbox.cli.router.NewFile;
import dev.signalbox.cli.router.ProgressLine;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

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

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The weights to write.")
    private Path out = Path.of("");

    @Option(names = "--force", description = "Replace a file that is there.")
    private boolean force;

    @Option(
            names = "--version",
            paramLabel = "NAME",
            description =
                    "The unique name of the new weights (default: the name of the file, without what follows its last dot).")
    private Optional<String> version = Optional.empty();

    @Option(
            names = "--cache",
            paramLabel = "FILE",
            description = "Keep the vectors of prompts there, without their text, so that the next run is quick.")
    private Optional<Path> cache = Optional.empty();

    @Mixin
    private RouterThreads threads = new RouterThreads();

    @Mixin
    private RouterOptions options = new RouterOptions();

    RouterCalibrateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        int many = threads.in(spec.commandLine());
        return RouterWork.done(() -> {
            try (NewFile file = new NewFile(surroundings.resolve(out), force);
                    ProgressLine progress = ProgressLine.of(spec.commandLine().getErr(), options.progress)) {
                CalibrateSummary summary = new CalibrateWork(
                                weights.in(surroundings),
                                version.orElseGet(() -> RouterTrainCommand.stem(out)),
                                surroundings.resolve(outcomes),
                                surroundings.resolve(prompts),
                                prices.map(surroundings::resolve),
                                cache.map(surroundings::resolve),
                                many)
                        .run(file, progress);
                options.print(spec.commandLine().getOut(), summary::text, summary::json);
                return ExitStatus.FINE;
            }
        });
    }
}
