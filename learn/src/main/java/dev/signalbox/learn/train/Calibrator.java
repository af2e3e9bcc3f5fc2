package dev.signalbox.learn.train;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.data.Twins;
import dev.signalbox.learn.predict.Card;
import dev.signalbox.learn.predict.Ensemble;
import dev.signalbox.learn.predict.Factors;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.KnownModel;
import dev.signalbox.learn.predict.Neighbours;
import dev.signalbox.learn.predict.Prototypes;
import dev.signalbox.learn.predict.Rehearsed;
import dev.signalbox.learn.predict.Surroundings;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.predict.WeightsFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Adds models to weights, or corrects known ones, from prompts that were graded. All but abilities and biases stays as it is, so
 * that other models are predicted as before, but for what the new prompts tell nearby. The prompts become prototypes.
 */
public final class Calibrator {
    /** Fewest graded prompts of a model. */
    public static final int LEAST = 50;

    private static final int FOLDS = 4;
    private static final double GUARD = 0.05;

    private final Weights weights;
    private final Dataset graded;
    private final Features[] features;
    private final Progress progress;
    private final int[] questions;

    private Calibrator(Weights weights, Dataset graded, Features[] features, Progress progress) {
        this.weights = weights;
        this.graded = graded;
        this.features = features;
        this.progress = progress;
        this.questions = Twins.of(graded.prompts());
    }

    /**
     * Weights that know the models of the graded prompts as well.
     *
     * @param version of the new weights
     * @param features of the graded prompts, in their order, all with an embedding
     * @throws IllegalArgumentException if a model has fewer than {@value #LEAST} outcomes
     */
    public static Weights calibrate(
            Weights weights, String version, Dataset graded, Features[] features, Progress progress) {
        return new Calibrator(weights, graded, features, progress).run(version);
    }

    private Weights run(String version) {
        Grown grown = new Grown(weights);
        int[] numbers = new int[graded.models().size()];
        for (int m = 0; m < numbers.length; m++) {
            int[] prompts = prompts(m);
            String name = graded.models().get(m);
            if (prompts.length < LEAST) {
                throw new IllegalArgumentException(
                        "%s: %d graded prompts (expected: at least %d)".formatted(name, prompts.length, LEAST));
            }
            OptionalInt known = weights.number(name);
            numbers[m] = grown.add(name, known);
            progress.at("calibrating models", m, numbers.length);
        }
        float[][] foreseen = new float[graded.prompts().size()][graded.models().size()];
        float[][] foreseenBySurface =
                new float[graded.prompts().size()][graded.models().size()];
        MorePrototypes more = new MorePrototypes(weights, graded, features, numbers);
        Prototypes laid = more.behind(weights.prototypes(), foreseen, foreseenBySurface);
        Neighbours[] around = around(laid);
        float[][] inputs = inputs(false);
        Surroundings surroundings = weights.surroundings()
                .with(Arrays.stream(inputs)
                        .map(input -> Surroundings.skills(weights.full(), input))
                        .toArray(double[][]::new))
                .calibrated(numbers);
        Ensemble full = calibrated(grown.full(), numbers, inputs, foreseen);
        Ensemble bySurface = calibrated(grown.bySurface(), numbers, inputs(true), foreseenBySurface);
        Prototypes prototypes =
                rehearsed(more.behind(moved(numbers, full, bySurface), foreseen, foreseenBySurface), around);
        prototypes = prototypes.limited(limits(prototypes));
        List<KnownModel> models = grown.known(graded, numbers, features, full);
        Card card = new Card(version, weights.card().facts())
                .with("calibrated from", weights.version())
                .with("calibrated for", String.join(", ", graded.models()))
                .with("calibrated with", graded.prompts().size() + " prompts, " + graded.outcomes() + " outcomes");
        return WeightsFile.rounded(new Weights(
                card,
                weights.surfaceVersion(),
                models,
                weights.pool(),
                weights.scaling(),
                full,
                bySurface,
                weights.lengths(),
                weights.surfaceLengths(),
                weights.domains(),
                weights.tasks(),
                prototypes,
                weights.neighbourhood(),
                surroundings));
    }

    /** The former prototypes, as they are seen by what is known now of the models that were known. */
    private Prototypes moved(int[] numbers, Ensemble full, Ensemble bySurface) {
        int[] corrected = Arrays.stream(numbers)
                .filter(number -> number < weights.known().size())
                .toArray();
        return new Moved(weights.scaling(), corrected)
                .of(
                        weights.prototypes(),
                        new Moved.Change(weights.full(), full),
                        new Moved.Change(weights.bySurface(), bySurface));
    }

    /** By place among these prompts, the part that it is left out with; those that ask the same are left out together. */
    private int[] folds(int[] its) {
        Map<Integer, Integer> seen = new HashMap<>();
        return Arrays.stream(its)
                .map(p -> seen.computeIfAbsent(questions[p], _ -> seen.size()) % FOLDS)
                .toArray();
    }

    private int[] prompts(int model) {
        return IntStream.range(0, graded.prompts().size())
                .filter(p -> graded.find(p, model) >= 0)
                .toArray();
    }

    private float[][] inputs(boolean bySurface) {
        return Arrays.stream(features)
                .map(of -> weights.scaling().input(bySurface ? new Features(null, of.surface(), of.tokens()) : of))
                .toArray(float[][]::new);
    }

    /** Every fit with abilities of the graded models; what each would have foreseen of a prompt without its fold is averaged. */
    private Ensemble calibrated(Ensemble ensemble, int[] numbers, float[][] inputs, float[][] foreseen) {
        List<Factors> fits = new ArrayList<>();
        for (Factors fit : ensemble.fits()) {
            AbilityPrior prior = AbilityPrior.of(
                    fit, weights.known().stream().mapToInt(KnownModel::graded).toArray());
            AbilityFit abilities = new AbilityFit(fit, prior, graded, inputs);
            Factors next = fit;
            for (int m = 0; m < numbers.length; m++) {
                int[] prompts = prompts(m);
                int[] folds = folds(prompts);
                double[] all = abilities.fit(m, numbers[m], prompts);
                next = Grown.with(next, numbers[m], all);
                for (int fold = 0; fold < FOLDS; fold++) {
                    int left = fold;
                    double[] without = abilities.fit(
                            m,
                            numbers[m],
                            IntStream.range(0, prompts.length)
                                    .filter(i -> folds[i] != left)
                                    .map(i -> prompts[i])
                                    .toArray());
                    for (int i = 0; i < prompts.length; i++) {
                        if (folds[i] == fold) {
                            foreseen[prompts[i]][m] += (float) (abilities.probability(numbers[m], prompts[i], without)
                                    / ensemble.fits().size());
                        }
                    }
                }
            }
            fits.add(next);
        }
        return new Ensemble(fits);
    }

    private float[] limits(Prototypes prototypes) {
        int before = weights.prototypes().size();
        return new Guard(prototypes, i -> embedding(i - before), GUARD, 0, 1)
                .limits(weights.prototypes().limits(), progress);
    }

    private float[] embedding(int prompt) {
        return weights.scaling().direction(Objects.requireNonNull(features[prompt].embedding(), "embedding"));
    }

    /** By graded prompt, its neighbours among all, but for those that ask the same and for the same prompts of a former calibration. */
    private Neighbours[] around(Prototypes laid) {
        int before = weights.prototypes().size();
        Map<String, Integer> former = new HashMap<>();
        for (int p = 0; p < before; p++) {
            former.put(weights.prototypes().ids().get(p), p);
        }
        int[][] twins = Twins.members(graded.prompts());
        int most = Math.max(
                weights.surroundings().neighbours(), weights.neighbourhood().neighbours());
        Neighbours[] around = new Neighbours[features.length];
        for (int p = 0; p < around.length; p++) {
            int[] same = Arrays.stream(twins[p])
                    .flatMap(twin -> Stream.of(
                                    before + twin,
                                    former.get(graded.prompts().get(twin).id()))
                            .filter(Objects::nonNull)
                            .mapToInt(number -> number))
                    .toArray();
            around[p] = Neighbours.of(embedding(p), laid, most, same);
            progress.at("comparing prompts", p + 1, around.length);
        }
        return around;
    }

    /** Only the new prototypes are rehearsed; those before them were, and moved. */
    private Prototypes rehearsed(Prototypes prototypes, Neighbours[] around) {
        float[][] rehearsed = prototypes.rehearsed().clone();
        int before = weights.prototypes().size();
        for (int p = 0; p < around.length; p++) {
            rehearsed[before + p] = Rehearsed.of(before + p, around[p], prototypes, weights.neighbourhood());
        }
        return prototypes.rehearsed(rehearsed);
    }
}
