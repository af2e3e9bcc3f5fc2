package dev.signalbox.learn.train;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.data.Twins;
import dev.signalbox.learn.predict.Believed;
import dev.signalbox.learn.predict.Card;
import dev.signalbox.learn.predict.Ensemble;
import dev.signalbox.learn.predict.Factors;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.KnownModel;
import dev.signalbox.learn.predict.Neighbours;
import dev.signalbox.learn.predict.Prototypes;
import dev.signalbox.learn.predict.Rehearsed;
import dev.signalbox.learn.predict.Scaling;
import dev.signalbox.learn.predict.Softmax;
import dev.signalbox.learn.predict.Surroundings;
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
        Fits fits = fits(fold);
        Ensemble full = fits.full();
        Ensemble bySurface = fits.bySurface();
        LengthTrainer lengths = LengthTrainer.fit(data, inputs, surfaces, prompts);
        Softmax kinds = softmax(tasks(), Labels::task);
        PrototypeTable table = new PrototypeTable(
                data,
                features,
                scaling,
                options.mostPerSource(),
                options.seed(),
                kinds,
                lengths::of,
                (p, models) -> fits.surfaceFolds().get(fold[p]).quality(surfaces[p], models));
        Prototypes prototypes = table.of(prompts, inputs);
        int[] chosen = table.chosen();
        Neighbours[] around = around(prototypes, chosen);
        BelievedFit reading = new BelievedFit(
                prototypes,
                around,
                options.surroundings(),
                Arrays.stream(chosen).mapToObj(p -> inputs[p]).toArray(float[][]::new),
                Arrays.stream(chosen).map(p -> fold[p]).toArray(),
                fits.folds(),
                options.neighbourhood().sharpness(),
                kinds.labels().size(),
                options.threads());
        Believed[] believed = reading.believed();
        prototypes = rehearsed(foreseen(prototypes, reading, believed), around);
        Surroundings surroundings = Surroundings.of(
                options.surroundings(),
                full,
                Arrays.stream(chosen)
                        .mapToObj(p -> Surroundings.skills(full, inputs[p]))
                        .toArray(double[][]::new),
                prototypes.tasks(),
                believed);
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
                options.neighbourhood(),
                surroundings));
    }

    private float[] embedding(int prompt) {
        return scaling.direction(Objects.requireNonNull(features[prompt].embedding(), "embedding"));
    }

    /** By prototype, its neighbours but for those that ask the same. */
    private Neighbours[] around(Prototypes prototypes, int[] chosen) {
        int[][] twins = Twins.members(
                Arrays.stream(chosen).mapToObj(p -> data.prompts().get(p)).toList());
        Neighbours[] around = new Neighbours[chosen.length];
        AtomicInteger done = new AtomicInteger();
        Parallel.forEach(chosen.length, options.threads(), i -> {
            int most = Math.max(options.surroundings(), options.neighbourhood().neighbours());
            around[i] = Neighbours.of(embedding(chosen[i]), prototypes, most, twins[i]);
            progress.at("comparing prompts", done.incrementAndGet(), chosen.length);
        });
        return around;
    }

    private static Prototypes foreseen(Prototypes prototypes, BelievedFit reading, Believed[] believed) {
        float[][] foreseen = new float[prototypes.size()][];
        for (int p = 0; p < foreseen.length; p++) {
            foreseen[p] =
                    PrototypeTable.floats(reading.quality(p, believed[prototypes.tasks()[p]]));
        }
        return prototypes.seen(prototypes.scores(), foreseen, foreseen, prototypes.foreseenBySurface());
    }

    private Prototypes rehearsed(Prototypes prototypes, Neighbours[] around) {
        float[][] rehearsed = new float[prototypes.size()][];
        for (int p = 0; p < rehearsed.length; p++) {
            rehearsed[p] = Rehearsed.of(p, around[p], prototypes, options.neighbourhood());
        }
        return prototypes.rehearsed(rehearsed);
    }

    /**
     * All fits.
     *
     * @param folds by fold, as many as {@code full} has, which have not seen it
     * @param surfaceFolds the same by surface
     */
    private record Fits(Ensemble full, Ensemble bySurface, List<Ensemble> folds, List<Ensemble> surfaceFolds) {}

    private Fits fits(int[] fold) {
        int many = options.fits();
        int first = many + 1;
        int ofFolds = options.folds() * many;
        Factors[] fits = new Factors[first + ofFolds + options.folds()];
        AtomicInteger done = new AtomicInteger();
        Parallel.forEach(fits.length, options.threads(), i -> {
            boolean bySurface = i == many || i >= first + ofFolds;
            int left = i < first ? -1 : bySurface ? i - first - ofFolds : (i - first) / many;
            int[] seen = Arrays.stream(prompts).filter(p -> fold[p] != left).toArray();
            fits[i] = FactorTrainer.fit(
                    bySurface ? options.surface() : options.full(),
                    data,
                    bySurface ? surfaces : inputs,
                    seen,
                    options.seed() + (i < many ? i : i == many ? SURFACE_SEED : FOLD_SEED + i));
            progress.at("fitting", done.incrementAndGet(), fits.length);
        });
        return new Fits(
                ensemble(fits, 0, many),
                ensemble(fits, many, 1),
                IntStream.range(0, options.folds())
                        .mapToObj(f -> ensemble(fits, first + f * many, many))
                        .toList(),
                IntStream.range(0, options.folds())
                        .mapToObj(f -> ensemble(fits, first + ofFolds + f, 1))
                        .toList());
    }

    private static Ensemble ensemble(Factors[] fits, int from, int many) {
        return new Ensemble(List.of(fits).subList(from, from + many));
    }

    /** By prompt, its part; it hangs on the words of its question alone, so that neither more data nor other names move it. */
    private int[] folds() {
        int[] fold = new int[data.prompts().size()];
        for (int p = 0; p < fold.length; p++) {
            fold[p] = Math.floorMod(
                    (Twins.question(data.prompts().get(p)).hashCode() * 0x9E3779B9) >>> 8, options.folds());
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
