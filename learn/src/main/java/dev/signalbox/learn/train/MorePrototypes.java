package dev.signalbox.learn.train;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.predict.Directions;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Prototypes;
import dev.signalbox.learn.predict.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Prototypes with graded prompts behind them. */
final class MorePrototypes {
    private static final String SOURCE = "calibration";

    private final Weights weights;
    private final Dataset graded;
    private final Features[] features;
    private final int[] numbers;

    /** @param numbers by model of the graded data, its number in the weights */
    MorePrototypes(Weights weights, Dataset graded, Features[] features, int[] numbers) {
        this.weights = weights;
        this.graded = graded;
        this.features = features;
        this.numbers = numbers;
    }

    Prototypes behind(Prototypes old, float[][] foreseen, float[][] foreseenBySurface) {
        int from = old.size();
        int size = from + graded.prompts().size();
        List<String> ids = new ArrayList<>(old.ids());
        List<String> sourceNames = new ArrayList<>(old.sourceNames());
        short[] sources = Arrays.copyOf(old.sources(), size);
        short[] tasks = Arrays.copyOf(old.tasks(), size);
        byte[][] places = Arrays.copyOf(old.places(), size);
        short[][] models = Arrays.copyOf(old.models(), size);
        float[][] scores = Arrays.copyOf(old.scores(), size);
        float[][] full = Arrays.copyOf(old.foreseen(), size);
        float[][] bySurface = Arrays.copyOf(old.foreseenBySurface(), size);
        int[] tokens = Arrays.copyOf(old.tokens(), size);
        float[] lengths = Arrays.copyOf(old.lengths(), size);
        for (int p = 0; p < graded.prompts().size(); p++) {
            int at = from + p;
            ids.add(graded.prompts().get(p).id());
            sources[at] = (short) source(sourceNames, graded.prompts().get(p).source());
            float[] embedding = features[p].embedding();
            if (embedding == null) {
                throw new IllegalArgumentException(
                        "prompt " + graded.prompts().get(p).id() + ": no embedding (expected: one for each prompt)");
            }
            places[at] = Prototypes.place(weights.scaling().direction(embedding));
            tokens[at] = features[p].tokens();
            float[] input = weights.scaling().input(features[p]);
            tasks[at] = (short) weights.tasks().number(input);
            lengths[at] = (float) weights.length(input);
            int[] outcomes = byNumber(p);
            models[at] = new short[outcomes.length];
            scores[at] = new float[outcomes.length];
            full[at] = new float[outcomes.length];
            bySurface[at] = new float[outcomes.length];
            for (int i = 0; i < outcomes.length; i++) {
                int m = graded.model(outcomes[i]);
                models[at][i] = (short) numbers[m];
                scores[at][i] = (float) graded.score(outcomes[i]);
                full[at][i] = foreseen[p][m];
                bySurface[at][i] = foreseenBySurface[p][m];
            }
        }
        float[][] rehearsed = Arrays.copyOf(old.rehearsed(), size);
        System.arraycopy(full, from, rehearsed, from, size - from);
        return new Prototypes(
                ids,
                sourceNames,
                sources,
                tasks,
                places,
                models,
                scores,
                full,
                rehearsed,
                bySurface,
                tokens,
                lengths,
                old.limits(),
                Directions.of(places));
    }

    private static int source(List<String> names, String source) {
        String name = source.isEmpty() ? SOURCE : source;
        int known = names.indexOf(name);
        if (known < 0) {
            names.add(name);
            return names.size() - 1;
        }
        return known;
    }

    /** The prompt's outcomes by rising number of their model in the weights. */
    private int[] byNumber(int prompt) {
        return IntStream.range(graded.first(prompt), graded.end(prompt))
                .boxed()
                .sorted((left, right) -> Integer.compare(numbers[graded.model(left)], numbers[graded.model(right)]))
                .mapToInt(o -> o)
                .toArray();
    }
}
