package dev.signalbox.cli;

import dev.signalbox.cli.router.EvaluateSummary;
import dev.signalbox.cli.router.EvaluateWork;
import dev.signalbox.cli.router.FoldsWork;
import dev.signalbox.cli.router.Measures;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures weights. */
@Command(
        name = "evaluate",
        description = {
            "Measure weights on graded prompts that they were not trained on, always beside the best single model, random mixing,"
                    + " prompt length alone and a perfect router.",
            "Prints the results and writes report.json, report.md and charts."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox router evaluate --data graded --out report",
            "  signalbox router evaluate --data graded --weights mine.weights --pools pools.csv --out report --force",
            "  signalbox router evaluate --data graded --cautious --folds 4 --cache vectors.bin --out report --progress"
        })
final class RouterEvaluateCommand implements Callable<Integer> {
    private static final String NONE = "none";
    private static final int MOST_SUBSETS = 1_000;

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private WeightsOption weights = new WeightsOption();

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The folder of graded prompts.")
    private Path data = Path.of("");

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "Only prompts of this split, or all (default: dev if the data has it, else all).")
    private Optional<String> split = Optional.empty();

    @Option(
            names = "--pools",
            paramLabel = "FILE",
            description =
                    "CSV with name, kind (pool, or pair with the strong model first), title, sources and models, both separated"
                            + " by semicolons (default: those of the program).")
    private Optional<Path> pools = Optional.empty();

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "CSV with model, input, output, hidden_output_tokens, before the prices of the data.")
    private Optional<Path> prices = Optional.empty();

    @Option(
            names = "--new-models",
            paramLabel = "NAME",
            description =
                    "Models, separated by commas, that are left out and learnt anew from 50 to 500 graded prompts, or none"
                            + " (default: the three with the most outcomes).")
    private Optional<String> newModels = Optional.empty();

    @Option(
            names = "--subsets",
            paramLabel = "N",
            description =
                    "Draw so many subsets of four to eight models of each source and tell how often a mode gives away more than its"
                            + " band (default: ${DEFAULT-VALUE}).")
    private int subsets;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write.")
    private Path out = Path.of("");

    @Option(names = "--force", description = "Write into a folder that holds files.")
    private boolean force;

    @Option(names = "--seed", paramLabel = "N", description = "Where chance begins (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Mixin
    private FoldOptions folds = new FoldOptions();

    @Mixin
    private VectorCacheOption cache = new VectorCacheOption();

    @Mixin
    private RouterJob job = new RouterJob();

    RouterEvaluateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        return job.run((progress, threads) -> {
            Path folder = surroundings.resolve(out);
            EvaluateWork.check(folder, force);
            EvaluateSummary summary = folds.wanted(spec.commandLine())
                    ? inFolds(threads).run(folder, progress)
                    : of(threads).run(folder, progress);
            return new RouterJob.Told(summary::text, summary::json);
        });
    }

    private EvaluateWork of(int threads) {
        return new EvaluateWork(
                weights.in(surroundings),
                surroundings.resolve(data),
                split,
                measures(),
                cache.in(surroundings),
                seed,
                threads,
                surroundings.today(),
                ProgramVersion.read());
    }

    private FoldsWork inFolds(int threads) {
        return new FoldsWork(
                surroundings.resolve(data),
                folds.sources(),
                folds.folds(),
                folds.leaveOut(),
                measures(),
                cache.in(surroundings),
                seed,
                threads,
                surroundings.clock(),
                ProgramVersion.read());
    }

    private int checkedSubsets() {
        if (subsets < 0 || subsets > MOST_SUBSETS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--subsets: " + subsets + " (expected: a number from 0 to " + MOST_SUBSETS + ")");
        }
        return subsets;
    }

    private Measures measures() {
        return new Measures(
                pools.map(surroundings::resolve),
                prices.map(surroundings::resolve),
                newModels.map(RouterEvaluateCommand::names),
                checkedSubsets());
    }

    private static List<String> names(String list) {
        return list.equals(NONE)
                ? List.of()
                : Stream.of(list.split(",")).map(String::strip).toList();
    }
}
