package dev.signalbox.learn.evaluate;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.data.ModelPrice;
import dev.signalbox.learn.data.Pool;
import dev.signalbox.learn.measure.BandResult;
import dev.signalbox.learn.measure.Calibration;
import dev.signalbox.learn.measure.NewModelCurve;
import dev.signalbox.learn.measure.NoveltyResult;
import dev.signalbox.learn.measure.PairResult;
import dev.signalbox.learn.measure.PoolResult;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.KnownModel;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.report.MeasureReport;
import dev.signalbox.learn.train.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Measures weights on graded prompts that they were not trained on.
 *
 * @param features of the data's prompts, in their order
 * @param strangers prompts of sources that the weights did not learn, beside those of the data
 * @param prices by model; their thinking tokens are those that the weights assume, so that both sides of a comparison have them
 * @param newModels models that the weights get to know anew
 * @param subsets how many subsets of models are drawn of each source, to see whether the bands of modes hold
 */
public record Evaluation(
        Unseen weights,
        Dataset data,
        Features[] features,
        Features[] strangers,
        Map<String, ModelPrice> prices,
        List<Pool> pools,
        List<String> newModels,
        int subsets,
        long seed,
        int threads) {

    /** Fewest outcomes of a model that the weights get to know anew. */
    public static final int LEAST_OF_A_NEW_MODEL = NewModels.LEAST;

    /** Takes defensive copies, but of the features. */
    public Evaluation {
        pools = List.copyOf(pools);
        newModels = List.copyOf(newModels);
        Map<String, ModelPrice> thinking = new HashMap<>();
        for (Weights each : weights.weights()) {
            for (KnownModel model : each.known()) {
                ModelPrice price = prices.get(model.name());
                if (price != null) {
                    thinking.put(
                            model.name(),
                            new ModelPrice(price.input(), price.output(), model.hiddenTokens(), price.contextWindow()));
                }
            }
        }
        prices = Map.copyOf(thinking);
    }

    /** The models with the most outcomes, if these are enough, for {@code newModels}. */
    public static List<String> mostGraded(Dataset data, int many, int least) {
        return NewModels.most(data, many, least);
    }

    /** Measures all of it. */
    public MeasureReport run(String title, Map<String, String> facts, List<String> caveats, Progress progress) {
        Foreseen foreseen = Foreseen.of(weights, data, features, threads, progress);
        List<String> notes = new ArrayList<>(caveats);
        List<PairResult> pairs = new ArrayList<>();
        List<PoolResult> measured = new ArrayList<>();
        PoolMeasure measure = new PoolMeasure(weights, prices, foreseen);
        for (int i = 0; i < pools.size(); i++) {
            Pool pool = pools.get(i);
            progress.at("measuring pools", i, pools.size());
            Optional<String> reason = hindrance(pool);
            if (reason.isPresent()) {
                notes.add(pool.name() + ": not measured, " + reason.get());
            } else if (pool.pair()) {
                pairs.addAll(pair(pool, foreseen, notes));
            } else {
                measured.add(measure.of(pool, data, seed));
            }
        }
        Optional<NoveltyResult> novelty = novelty(foreseen);
        if (novelty.isEmpty()) {
            notes.add("novelty: not measured, the data has not both: sources that were learnt and others");
        }
        NewModels anew = new NewModels(weights, data, features, seed, threads);
        List<NewModelCurve> curves = new ArrayList<>();
        newModels.forEach(model -> curves.add(anew.of(model, progress)));
        if (!curves.isEmpty()) {
            notes.add("new models: what the skills of all models owe to them is still in the weights"
                    + (weights.inFolds() ? "; mean of the folds, each for itself" : ""));
        }
        List<BandResult> bands =
                subsets == 0 ? List.of() : new DrawnSubsets(measure, weights, data, prices, seed).of(subsets, progress);
        return new MeasureReport(title, facts, pairs, measured, calibration(foreseen), novelty, curves, notes)
                .with(bands);
    }

    private Optional<String> hindrance(Pool pool) {
        List<String> unknown =
                pool.models().stream().filter(model -> !weights.know(model)).toList();
        if (!unknown.isEmpty()) {
            return Optional.of("the weights do not know " + String.join(", ", unknown));
        }
        if (!pool.isIn(data)) {
            return Optional.of("no prompt of the data was answered by all of its models");
        }
        List<String> free = pool.models().stream()
                .filter(model -> !prices.containsKey(model))
                .toList();
        return pool.pair() || free.isEmpty()
                ? Optional.empty()
                : Optional.of("no price for " + String.join(", ", free));
    }

    private List<PairResult> pair(Pool pool, Foreseen foreseen, List<String> notes) {
        Dataset covered = pool.of(data);
        double[][] scores = covered.scores(pool.models());
        int size = scores.length;
        double[] need = new double[size];
        double[] length = new double[size];
        int[] by = new int[size];
        for (int p = 0; p < size; p++) {
            int prompt = foreseen.prompt(covered.prompts().get(p).id());
            double[] quality = foreseen.of(prompt, pool.models()).quality();
            by[p] = weights.by()[prompt];
            need[p] = quality[0] - quality[1];
            length[p] = covered.prompts().get(p).text().length();
        }
        PairResult.Pair pair = new PairResult.Pair(
                pool.name(),
                pool.models().get(0),
                pool.models().get(1),
                IntStream.range(0, size).mapToDouble(p -> scores[p][0]).toArray(),
                IntStream.range(0, size).mapToDouble(p -> scores[p][1]).toArray());
        if (!weights.inFolds()) {
            return PairResult.all(pair, need, length, seed);
        }
        PairResult common = PairResult.of("router", pair, need, seed);
        notes.add(String.format(
                Locale.ROOT, "%s: with one threshold for all folds the APGR is %.3f", pool.name(), common.apgr()));
        return PairResult.all(pair, Ranks.within(need, by), length, seed);
    }

    private Optional<Calibration> calibration(Foreseen foreseen) {
        int[] column = data.models().stream()
                .mapToInt(model -> foreseen.models().indexOf(model))
                .toArray();
        double[] predicted = new double[data.outcomes()];
        double[] score = new double[data.outcomes()];
        int known = 0;
        for (int p = 0; p < features.length; p++) {
            for (int o = data.first(p); o < data.end(p); o++) {
                if (column[data.model(o)] >= 0) {
                    predicted[known] = foreseen.predictions()[p].quality()[column[data.model(o)]];
                    score[known++] = data.score(o);
                }
            }
        }
        return known == 0
                ? Optional.empty()
                : Optional.of(Calibration.of(Arrays.copyOf(predicted, known), Arrays.copyOf(score, known)));
    }

    private Optional<NoveltyResult> novelty(Foreseen foreseen) {
        Set<String> learnt = weights.learnt();
        double[] known = novelties(foreseen, learnt, true);
        double[] unseen = DoubleStream.concat(
                        Arrays.stream(novelties(foreseen, learnt, false)),
                        Arrays.stream(Novelties.of(inTurn(strangers.length), strangers, threads)))
                .toArray();
        return known.length == 0 || unseen.length == 0
                ? Optional.empty()
                : Optional.of(NoveltyResult.of(known, unseen, 1));
    }

    /** No weights have seen strangers, so that all may measure them. */
    private Unseen inTurn(int prompts) {
        int many = weights.weights().size();
        return new Unseen(
                weights.weights(),
                IntStream.range(0, prompts).map(p -> p % many).toArray());
    }

    private double[] novelties(Foreseen foreseen, Set<String> learnt, boolean isLearnt) {
        return IntStream.range(0, features.length)
                .filter(p -> learnt.contains(data.prompts().get(p).source()) == isLearnt)
                .mapToDouble(p -> foreseen.predictions()[p].novelty())
                .toArray();
    }
}
