package dev.signalbox.cli;

import dev.signalbox.cli.router.NewFile;
import dev.signalbox.cli.router.ProgressLine;
import dev.signalbox.cli.router.TrainWork;
import dev.signalbox.cli.router.WeightsSheet;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains weights. */
@Command(
        name = "train",
        description = {
            "Train weights from graded prompts.",
            "The folder holds prompts.jsonl, outcomes.csv and, if prices are known, models.csv or prices.csv, each plain or .gz;"
                    + " the same data, options and seed give the same weights on one kind of processor."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox router train --data graded --out mine.weights",
            "  signalbox router train --data graded --out mine.weights --cautious --cache vectors.bin --seed 7"
        })
final class RouterTrainCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The folder of graded prompts.")
    private Path data = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The weights to write.")
    private Path out = Path.of("");

    @Option(names = "--force", description = "Replace a file that is there.")
    private boolean force;

    @Option(
            names = "--version",
            paramLabel = "NAME",
            description =
                    "The unique name of these weights (default: the name of the file, without what follows its last dot).")
    private Optional<String> version = Optional.empty();

    @ArgGroup
    private @Nullable Which which;

    /** One of them. */
    static final class Which {
        @Option(
                names = "--sources",
                paramLabel = "NAME",
                split = ",",
                description = "Only prompts of these sources, separated by commas.")
        private List<String> sources = new ArrayList<>();

        @Option(
                names = "--cautious",
                description =
                        "Only sources whose licences allow weights that are passed on (mmlu, gsm8k, crux, numersense,"
                                + " mmlu_pro, bfcl, reasoning_gym, livecodebench).")
        private boolean cautious;
    }

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "Only prompts of this split, or all (default: train if the data has it, else all).")
    private Optional<String> split = Optional.empty();

    @Option(
            names = "--pool",
            paramLabel = "NAME",
            split = ",",
            description =
                    "The subset of a route that names none (default: models that no cheaper one is expected to beat).")
    private List<String> pool = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Where chance begins (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--cache",
            paramLabel = "FILE",
            description = "Keep the vectors of prompts there, without their text, so that the next training is quick.")
    private Optional<Path> cache = Optional.empty();

    @Mixin
    private RouterThreads threads = new RouterThreads();

    @Mixin
    private RouterOptions options = new RouterOptions();

    RouterTrainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        int many = threads.in(spec.commandLine());
        return RouterWork.done(() -> {
            try (NewFile file = new NewFile(surroundings.resolve(out), force);
                    ProgressLine progress = ProgressLine.of(spec.commandLine().getErr(), options.progress)) {
                WeightsSheet sheet = new TrainWork(
                                surroundings.resolve(data),
                                version.orElseGet(() -> stem(out)),
                                which == null ? Optional.empty() : TrainWork.sources(which.sources, which.cautious),
                                split,
                                seed,
                                many,
                                cache.map(surroundings::resolve),
                                pool,
                                surroundings
                                        .clock()
                                        .instant()
                                        .atZone(ZoneOffset.UTC)
                                        .toLocalDate(),
                                ProgramVersion.read())
                        .run(file, progress);
                options.print(spec.commandLine().getOut(), sheet::card, sheet::json);
                return ExitStatus.FINE;
            }
        });
    }

    /** The name of a file without what follows its last dot. */
    static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
