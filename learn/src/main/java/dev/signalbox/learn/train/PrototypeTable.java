package dev.signalbox.learn.train;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.predict.Directions;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Prototypes;
import dev.signalbox.learn.predict.Scaling;
import dev.signalbox.learn.predict.Softmax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Chooses the prompts that become prototypes, evenly from every source up to a number, and lays them out. What is foreseen of them is
 * so by their surface alone, until their surroundings are known.
 */
final class PrototypeTable {
    private final Dataset data;
    private final Features[] features;
    private final Scaling scaling;
    private final int mostPerSource;
    private final long seed;
    private final Softmax kinds;
    private final Function<float[], Float> length;
    private final BiFunction<Integer, int[], double[]> foreseenBySurface;
    private int[] chosen = {};

    /**
     * @param kinds tells the kind of a prompt
     * @param bySurface what fits that had not seen a prompt predict of these models by its surface
     * @param length what an input adds to the log of answers' tokens
     */
    PrototypeTable(
            Dataset data,
            Features[] features,
            Scaling scaling,
            int mostPerSource,
            long seed,
            Softmax kinds,
            Function<float[], Float> length,
            BiFunction<Integer, int[], double[]> bySurface) {
        this.data = data;
        this.features = features;
        this.scaling = scaling;
        this.mostPerSource = mostPerSource;
        this.seed = seed;
        this.kinds = kinds;
        this.length = length;
        this.foreseenBySurface = bySurface;
    }

    /** The prompts that were chosen, in the prototypes' order. */
    int[] chosen() {
        return chosen;
    }

    Prototypes of(int[] prompts, float[][] inputs) {
        chosen = choose(prompts);
        int size = chosen.length;
        List<String> sourceNames = List.copyOf(data.sources());
        List<String> ids = new ArrayList<>();
        short[] sources = new short[size];
        short[] tasks = new short[size];
        byte[][] places = new byte[size][];
        short[][] models = new short[size][];
        float[][] scores = new float[size][];
        float[][] full = new float[size][];
        float[][] bySurface = new float[size][];
        int[] tokens = new int[size];
        float[] lengths = new float[size];
        for (int i = 0; i < size; i++) {
            int p = chosen[i];
            ids.add(data.prompts().get(p).id());
            sources[i] = (short) sourceNames.indexOf(data.prompts().get(p).source());
            places[i] = Prototypes.place(scaling.direction(embedding(p)));
            tokens[i] = features[p].tokens();
            tasks[i] = (short) kinds.number(inputs[p]);
            lengths[i] = length.apply(inputs[p]);
            int first = data.first(p);
            int[] numbers = new int[data.end(p) - first];
            models[i] = new short[numbers.length];
            scores[i] = new float[numbers.length];
            for (int j = 0; j < numbers.length; j++) {
                numbers[j] = data.model(first + j);
                models[i][j] = (short) numbers[j];
                scores[i][j] = (float) data.score(first + j);
            }
            bySurface[i] = floats(foreseenBySurface.apply(p, numbers));
            full[i] = bySurface[i];
        }
        return new Prototypes(
                ids,
                sourceNames,
                sources,
                tasks,
                places,
                models,
                scores,
                full,
                full,
                bySurface,
                tokens,
                lengths,
                new float[0],
                Directions.of(places));
    }

    private float[] embedding(int prompt) {
        float[] embedding = features[prompt].embedding();
        if (embedding == null) {
            throw new IllegalArgumentException(
                    "prompt " + data.prompts().get(prompt).id() + ": no embedding (expected: one for each prompt)");
        }
        return embedding;
    }

    private int[] choose(int[] prompts) {
        Map<String, List<Integer>> bySource = new TreeMap<>();
        for (int p : prompts) {
            bySource.computeIfAbsent(data.prompts().get(p).source(), _ -> new ArrayList<>())
                    .add(p);
        }
        SplittableRandom random = new SplittableRandom(seed);
        return bySource.values().stream()
                .flatMapToInt(all -> {
                    for (int i = 0; i < Math.min(mostPerSource, all.size()); i++) {
                        java.util.Collections.swap(all, i, random.nextInt(i, all.size()));
                    }
                    return all.stream().limit(mostPerSource).sorted().mapToInt(p -> p);
                })
                .toArray();
    }

    static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
