package dev.signalbox.cli;

import dev.signalbox.cli.router.NewFile;
import dev.signalbox.cli.router.TrainWork;
import dev.signalbox.cli.router.WeightsSheet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The folder of graded prompts.")
    private Path data = Path.of("");

    @Mixin
    private NewWeightsOption out = new NewWeightsOption();

    @ArgGroup
    private @Nullable SourceOptions sources;

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

    @Mixin
    private VectorCacheOption cache = new VectorCacheOption();

    @Mixin
    private RouterJob job = new RouterJob();

    RouterTrainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        return job.run((progress, threads) -> {
            try (NewFile file = out.in(surroundings)) {
                WeightsSheet sheet = new TrainWork(
                                surroundings.resolve(data),
                                out.version(),
                                SourceOptions.chosen(sources),
                                split,
                                seed,
                                threads,
                                cache.in(surroundings),
                                pool,
                                surroundings.today(),
                                ProgramVersion.read())
                        .run(file, progress);
                return new RouterJob.Told(sheet::card, sheet::json);
            }
        });
    }
}
