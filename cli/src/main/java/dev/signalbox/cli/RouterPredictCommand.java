package dev.signalbox.cli;

import dev.signalbox.cli.router.NewFile;
import dev.signalbox.cli.router.PredictSummary;
import dev.signalbox.cli.router.PredictWork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Predicts prompts of a file. */
@Command(
        name = "predict",
        description = {
            "Predict for each prompt how well and at what cost models would answer it, and which one each mode would pick.",
            "Writes a row for each prompt and model: prompt_id, model, quality (0 to 1), cost (USD of this request), novelty"
                    + " (higher is less like what is known), pick_quality, pick_balanced, pick_cost (1 on the row of the pick)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox router predict --prompts prompts.jsonl --models gpt-4o-mini-2024-07-18,o3-mini-medium"
                    + " --prices prices.csv --out picks.csv.gz",
            "  signalbox router show   which models the weights know"
        })
final class RouterPredictCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private WeightsOption weights = new WeightsOption();

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            required = true,
            description = "JSON lines with prompt_id and prompt_text, plain or compressed with gzip.")
    private Path prompts = Path.of("");

    @Option(
            names = "--models",
            paramLabel = "NAME",
            split = ",",
            required = true,
            description = "Models that the weights know, separated by commas.")
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description =
                    "CSV with model, input, output (USD per million tokens) and, if known, hidden_output_tokens: thinking"
                            + " tokens of an answer, in place of those that the weights assume (default: the price book).")
    private Optional<Path> prices = Optional.empty();

    @Mixin
    private NewFileOption out = new NewFileOption();

    @Mixin
    private RouterJob job = new RouterJob();

    RouterPredictCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        return job.run((progress, threads) -> {
            try (NewFile file = out.in(surroundings)) {
                PredictSummary summary = new PredictWork(
                                weights.in(surroundings),
                                surroundings.resolve(prompts),
                                models,
                                prices.map(surroundings::resolve),
                                threads,
                                surroundings.clock().instant())
                        .run(file, progress);
                return new RouterJob.Told(summary::text, summary::json);
            }
        });
    }
}
