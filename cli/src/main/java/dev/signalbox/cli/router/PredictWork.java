package dev.signalbox.cli.router;

import dev.signalbox.learn.choice.Bands;
import dev.signalbox.learn.choice.Member;
import dev.signalbox.learn.choice.Mode;
import dev.signalbox.learn.choice.Policy;
import dev.signalbox.learn.data.CsvWriter;
import dev.signalbox.learn.data.DataException;
import dev.signalbox.learn.data.Numbers;
import dev.signalbox.learn.data.Prompt;
import dev.signalbox.learn.data.PromptFile;
import dev.signalbox.learn.embed.Embedder;
import dev.signalbox.learn.embed.Encoder;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Prediction;
import dev.signalbox.learn.predict.Predictor;
import dev.signalbox.learn.predict.WeightsException;
import dev.signalbox.learn.text.Excerpt;
import dev.signalbox.learn.text.WordPiece;
import dev.signalbox.learn.train.Progress;
import dev.signalbox.learn.train.Readings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Predicts prompts of a file for models and writes what the modes pick.
 *
 * @param weights {@link WeightsPlace}
 * @param prices empty: those of the price book at {@code now}
 */
public record PredictWork(
        Path weights, Path prompts, List<String> models, Optional<Path> prices, int threads, Instant now) {
    private static final String[] COLUMNS = {
        "prompt_id", "model", "quality", "cost", "novelty", "pick_quality", "pick_balanced", "pick_cost"
    };

    /** Takes a defensive copy. */
    public PredictWork {
        models = List.copyOf(models);
    }

    /** One prompt: what is expected of each model, and the pick of each mode. */
    private record Line(Prompt prompt, Prediction prediction, double[] cost, Map<Mode, Integer> picks) {
        String pick(Mode mode, int model) {
            return Integer.valueOf(model).equals(picks.get(mode)) ? "1" : "0";
        }
    }

    /** Does all of it. */
    public PredictSummary run(NewFile file, Progress progress) throws IOException, DataException, WeightsException {
        Subset subset = Subset.of(WeightsPlace.read(weights), models, prices, now);
        List<Prompt> all = PromptFile.read(prompts);
        WordPiece pieces = WordPiece.miniLm();
        Predictor predictor = new Predictor(subset.weights(), subset.models());
        Policy policy = Policy.solve(subset.weights(), subset.members(), Bands.DEFAULT);
        PredictSummary summary = new PredictSummary(predictor.weights().version(), policy);
        try (Encoder encoder = Embedder.open();
                CsvWriter out = new CsvWriter(file.part(), COLUMNS)) {
            InOrder.each(
                    all,
                    threads,
                    prompt -> line(prompt, encoder.embed(Excerpt.of(pieces, prompt.text())), predictor, policy),
                    line -> {
                        write(out, line);
                        summary.add(line.prediction, line.cost, line.picks);
                        progress.at("predicting", summary.prompts(), all.size());
                    });
        }
        file.keep();
        return summary;
    }

    private Line line(Prompt prompt, float[] embedding, Predictor predictor, Policy policy) {
        Features features = Readings.of(prompt.text(), embedding);
        Prediction prediction = predictor.predict(features);
        int size = models.size();
        boolean[] eligible = new boolean[size];
        Arrays.fill(eligible, true);
        Map<Mode, Integer> picks = new EnumMap<>(Mode.class);
        for (Mode mode : Mode.values()) {
            picks.put(
                    mode,
                    policy.choose(prediction, mode, eligible, features.tokens(), new int[size])
                            .order()
                            .getFirst()
                            .member());
        }
        double[] cost = new double[size];
        for (int m = 0; m < size; m++) {
            Member member = policy.members().get(m);
            cost[m] = member.cost(features.tokens(), 0, prediction.outputTokens()[m]);
        }
        return new Line(prompt, prediction, cost, picks);
    }

    private void write(CsvWriter out, Line line) throws IOException {
        String novelty = Numbers.text(line.prediction.novelty());
        for (int m = 0; m < models.size(); m++) {
            out.row(
                    line.prompt.id(),
                    models.get(m),
                    Numbers.text(line.prediction.quality()[m]),
                    Numbers.text(line.cost[m]),
                    novelty,
                    line.pick(Mode.QUALITY, m),
                    line.pick(Mode.BALANCED, m),
                    line.pick(Mode.COST, m));
        }
    }
}
