package dev.signalbox.cli;

import dev.signalbox.cli.router.EvaluateSummary;
import dev.signalbox.cli.router.EvaluateWork;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
            "  signalbox router evaluate --data graded --weights mine.weights --pools pools.csv --out report --force"
        })
final class RouterEvaluateCommand implements Callable<Integer> {
    private static final String NONE = "none";

    private final Surroundings surroundings;

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

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write.")
    private Path out = Path.of("");

    @Option(names = "--force", description = "Write into a folder that holds files.")
    private boolean force;

    @Option(names = "--seed", paramLabel = "N", description = "Where chance begins (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

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
            EvaluateSummary summary = new EvaluateWork(
                            weights.in(surroundings),
                            surroundings.resolve(data),
                            split,
                            pools.map(surroundings::resolve),
                            prices.map(surroundings::resolve),
                            newModels.map(RouterEvaluateCommand::names),
                            cache.in(surroundings),
                            seed,
                            threads,
                            surroundings.today(),
                            ProgramVersion.read())
                    .run(folder, progress);
            return new RouterJob.Told(summary::text, summary::json);
        });
    }

    private static List<String> names(String list) {
        return list.equals(NONE)
                ? List.of()
                : Stream.of(list.split(",")).map(String::strip).toList();
    }
}
