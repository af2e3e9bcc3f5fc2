package dev.signalbox.learn.evaluate;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.data.ModelPrice;
import dev.signalbox.learn.data.Pool;
import dev.signalbox.learn.data.Prompt;
import dev.signalbox.learn.data.Twins;
import dev.signalbox.learn.measure.LeftOutResult;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.report.MeasureReport;
import dev.signalbox.learn.train.Progress;
import dev.signalbox.learn.train.TrainingOptions;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures how weights are trained, on all graded prompts: those of each fold by weights from the other folds, those of a source by
 * weights from all other sources.
 *
 * @param features of the data's prompts, in their order
 * @param strangers prompts of sources that no weights learn
 * @param hiddenTokens by model, thinking tokens of an answer that the data's answers do not show
 * @param newModels models that the weights of the folds get to know anew
 * @param subsets how many subsets of models are drawn of each source over the folds
 */
public record FoldedEvaluation(
        TrainingOptions options,
        Dataset data,
        Features[] features,
        Features[] strangers,
        Map<String, Double> hiddenTokens,
        Map<String, ModelPrice> prices,
        List<Pool> pools,
        List<String> newModels,
        int subsets,
        InstantSource clock) {

    private static final List<String> OF_FOLDS = List.of(
            "Each prompt was measured by weights that were trained without its fold, from fewer prompts than there are. Intervals are over"
                    + " prompts, not over trainings.",
            "Two models: each fold has its own thresholds, its prompts ranked among themselves, because scores of different weights have no"
                    + " common measure. Prompt length alone and the oracle have one for all folds.",
            "Pools: one setting for the predictions of all folds. Modes as shipped: in each fold the settings that its own weights solved.");

    /** Takes defensive copies, but of the features. */
    public FoldedEvaluation {
        hiddenTokens = Map.copyOf(hiddenTokens);
        prices = Map.copyOf(prices);
        pools = List.copyOf(pools);
        newModels = List.copyOf(newModels);
    }

    /**
     * Trains and measures all of it.
     *
     * @param folds of the data's prompts; empty: only sources are left out
     * @param leftOut sources that are left out, one at a time
     */
    public MeasureReport run(
            String title,
            Map<String, String> facts,
            List<String> caveats,
            Optional<Folds> folds,
            List<String> leftOut,
            Progress progress) {
        Retraining retraining = new Retraining(options, data, features, hiddenTokens);
        Rounds rounds = new Rounds(progress, folds.map(Folds::many).orElse(0) + leftOut.size(), clock);
        MeasureReport report = new MeasureReport(
                title, facts, List.of(), List.of(), Optional.empty(), Optional.empty(), List.of(), caveats);
        if (folds.isPresent()) {
            report = new Evaluation(
                            retraining.folds(folds.get(), rounds),
                            data,
                            features,
                            strangers,
                            prices,
                            pools,
                            newModels,
                            subsets,
                            options.seed(),
                            options.threads())
                    .run(title, facts, caveats, progress)
                    .noting(OF_FOLDS);
        }
        for (String source : leftOut) {
            report = without(source, report, retraining, rounds, progress);
        }
        return report;
    }

    private MeasureReport without(
            String source, MeasureReport report, Retraining retraining, Rounds rounds, Progress progress) {
        List<Prompt> prompts = data.prompts();
        int[] twins = Twins.of(prompts);
        int[] its = IntStream.range(0, twins.length)
                .filter(p -> prompts.get(p).source().equals(source))
                .toArray();
        Set<Integer> asked = Arrays.stream(its).mapToObj(p -> twins[p]).collect(Collectors.toSet());
        int[] learnt = IntStream.range(0, twins.length)
                .filter(p -> !asked.contains(twins[p]))
                .toArray();
        String name = "without " + source;
        Weights weights = retraining.of(learnt, name, rounds.next(name));
        Dataset left = data.at(its);
        Features[] read = Arrays.stream(its).mapToObj(p -> features[p]).toArray(Features[]::new);
        MeasureReport measured = new Evaluation(
                        Unseen.all(weights, its.length),
                        left,
                        read,
                        new Features[0],
                        prices,
                        new SourcePools(weights, data, prices).of(source, pools),
                        List.of(),
                        0,
                        options.seed(),
                        options.threads())
                .run(name, Map.of(), List.of(), progress);
        int others = twins.length - its.length - learnt.length;
        double novel = Novelties.flagged(Novelties.of(Unseen.all(weights, its.length), read, options.threads()));
        return report.with(new LeftOutResult(source, its.length, others, novel, measured.pools()), measured.pairs());
    }
}
