package dev.signalbox.learn.train;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.predict.Card;
import dev.signalbox.learn.predict.Ensemble;
import dev.signalbox.learn.predict.Factors;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.KnownModel;
import dev.signalbox.learn.predict.Prototypes;
import dev.signalbox.learn.predict.Rehearsed;
import dev.signalbox.learn.predict.Scaling;
import dev.signalbox.learn.predict.Softmax;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.predict.WeightsFile;
import dev.signalbox.learn.text.SurfaceFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Trains weights from graded prompts. */
public final class Trainer {
    private static final int SURFACE_SEED = 1_000;
    private static final int FOLD_SEED = 2_000;

    private final TrainingOptions options;
    private final Dataset data;
    private final Features[] features;
    private final Progress progress;
    private final int[] prompts;
    private final Scaling scaling;
    private final float[][] inputs;
    private final float[][] surfaces;

    private Trainer(TrainingOptions options, Dataset data, Features[] features, Progress progress) {
        this.options = options;
        this.data = data;
        this.features = features;
        this.progress = progress;
        this.prompts = IntStream.range(0, data.prompts().size())
                .filter(p -> data.end(p) > data.first(p))
                .toArray();
        if (prompts.length < 2 * options.folds()) {
            throw new IllegalArgumentException(
                    "prompts: " + prompts.length + " with outcomes (expected: at least " + 2 * options.folds() + ")");
        }
        this.scaling = scaling();
        this.inputs = inputs(p -> scaling.input(features[p]));
        this.surfaces = inputs(p -> scaling.input(new Features(null, features[p].surface(), features[p].tokens())));
    }

    /**
     * Weights for all models of the data.
     *
     * @param features of the data's prompts, in their order, all with an embedding
     * @param hiddenTokens by model, thinking tokens of an answer that the data's answers do not show
     * @param pool the subset of a route that names none
     */
    public static Weights train(
            TrainingOptions options,
            Dataset data,
            Features[] features,
            Map<String, Double> hiddenTokens,
            List<String> pool,
            Card card,
            Progress progress) {
        return new Trainer(options, data, features, progress).weights(hiddenTokens, pool, card);
    }

    private Weights weights(Map<String, Double> hiddenTokens, List<String> pool, Card card) {
        int[] fold = folds();
        Factors[] fits = fits(fold);
        Ensemble full = new Ensemble(List.of(fits).subList(0, options.fits()));
        Ensemble bySurface = new Ensemble(List.of(fits[options.fits()]));
        LengthTrainer lengths = LengthTrainer.fit(data, inputs, surfaces, prompts);
        Factors[] fullFolds = Arrays.copyOfRange(fits, options.fits() + 1, options.fits() + 1 + options.folds());
        Factors[] surfaceFolds = Arrays.copyOfRange(fits, options.fits() + 1 + options.folds(), fits.length);
        Softmax kinds = softmax(tasks(), Labels::task);
        PrototypeTable table = new PrototypeTable(
                data,
                features,
                scaling,
                options.mostPerSource(),
                options.seed(),
                kinds,
                lengths::of,
                (p, models) -> new double[][] {
                    new Ensemble(List.of(fullFolds[fold[p]])).quality(inputs[p], models),
                    new Ensemble(List.of(surfaceFolds[fold[p]])).quality(surfaces[p], models)
                });
        Prototypes prototypes = rehearse(table.of(prompts, inputs), table.chosen());
        prototypes = prototypes.limited(new Guard(
                        prototypes,
                        i -> embedding(table.chosen()[i]),
                        options.guard(),
                        options.seed(),
                        options.threads())
                .limits(new float[0], progress));
        double[] means = Means.of(full, prototypes, table.chosen(), inputs);
        List<KnownModel> known = new ArrayList<>();
        int[] graded = graded();
        for (int m = 0; m < graded.length; m++) {
            String name = data.models().get(m);
            known.add(new KnownModel(
                    name,
                    graded[m],
                    (float) means[m],
                    lengths.models()[m],
                    hiddenTokens.getOrDefault(name, 0.0).floatValue()));
        }
        return WeightsFile.rounded(new Weights(
                card,
                SurfaceFeatures.VERSION,
                known,
                pool,
                scaling,
                full,
                bySurface,
                lengths.slopes(),
                lengths.surfaceSlopes(),
                softmax(Labels.DOMAINS, Labels::domain),
                kinds,
                prototypes,
                options.neighbourhood()));
    }

    private float[] embedding(int prompt) {
        return scaling.direction(Objects.requireNonNull(features[prompt].embedding(), "embedding"));
    }

    private Prototypes rehearse(Prototypes prototypes, int[] chosen) {
        float[][] rehearsed = new float[chosen.length][];
        AtomicInteger done = new AtomicInteger();
        Parallel.forEach(chosen.length, options.threads(), i -> {
            float[] embedding = features[chosen[i]].embedding();
            rehearsed[i] = embedding == null
                    ? prototypes.foreseen()[i]
                    : Rehearsed.of(i, scaling.direction(embedding), prototypes, options.neighbourhood());
            progress.at("rehearsing", done.incrementAndGet(), chosen.length);
        });
        return prototypes.rehearsed(rehearsed);
    }

    /** First the fits of the ensemble, then the surface's, then those of the folds, full and by surface. */
    private Factors[] fits(int[] fold) {
        int first = options.fits() + 1;
        Factors[] fits = new Factors[first + 2 * options.folds()];
        AtomicInteger done = new AtomicInteger();
        Parallel.forEach(fits.length, options.threads(), i -> {
            boolean bySurface = i == options.fits() || i >= first + options.folds();
            int left = i < first ? -1 : (i - first) % options.folds();
            int[] seen = Arrays.stream(prompts).filter(p -> fold[p] != left).toArray();
            fits[i] = FactorTrainer.fit(
                    bySurface ? options.surface() : options.full(),
                    data,
                    bySurface ? surfaces : inputs,
                    seen,
                    options.seed() + (i < options.fits() ? i : i == options.fits() ? SURFACE_SEED : FOLD_SEED + i));
            progress.at("fitting", done.incrementAndGet(), fits.length);
        });
        return fits;
    }

    /** By prompt, its part; it hangs on the prompt's name alone, so that more data does not move it. */
    private int[] folds() {
        int[] fold = new int[data.prompts().size()];
        for (int p = 0; p < fold.length; p++) {
            fold[p] = Math.floorMod((data.prompts().get(p).id().hashCode() * 0x9E3779B9) >>> 8, options.folds());
        }
        return fold;
    }

    private Scaling scaling() {
        Spread surface = Spread.of(prompts, p -> features[p].surface());
        Spread embedding = Spread.of(prompts, p -> {
            float[] vector = features[p].embedding();
            return vector == null ? new float[0] : vector;
        });
        int size = embedding.mean().length;
        return new Scaling(
                options.embeddingScale() * Math.sqrt(size),
                options.surfaceScale(),
                surface.mean(),
                surface.deviation(),
                embedding.mean(),
                embedding.deviation());
    }

    private float[][] inputs(java.util.function.IntFunction<float[]> of) {
        float[][] all = new float[data.prompts().size()][];
        for (int p : prompts) {
            all[p] = of.apply(p);
        }
        return all;
    }

    private int[] graded() {
        int[] graded = new int[data.models().size()];
        for (int o = 0; o < data.outcomes(); o++) {
            graded[data.model(o)]++;
        }
        return graded;
    }

    private List<String> tasks() {
        return Arrays.stream(prompts)
                .mapToObj(p -> Labels.task(data.prompts().get(p)))
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .toList();
    }

    private Softmax softmax(List<String> labels, Function<dev.signalbox.learn.data.Prompt, Optional<String>> of) {
        int[] told = Arrays.stream(prompts)
                .filter(p -> of.apply(data.prompts().get(p)).isPresent())
                .toArray();
        if (told.length == 0) {
            String unknown = dev.signalbox.learn.predict.Predictor.UNKNOWN;
            return new Softmax(List.of(unknown), new float[1][inputs[prompts[0]].length], new float[1]);
        }
        return SoftmaxTrainer.fit(
                labels,
                Arrays.stream(told).mapToObj(p -> inputs[p]).toArray(float[][]::new),
                Arrays.stream(told)
                        .map(p -> labels.indexOf(of.apply(data.prompts().get(p)).orElseThrow()))
                        .toArray(),
                options.seed());
    }
}
