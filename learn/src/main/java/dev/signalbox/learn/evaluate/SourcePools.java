package dev.signalbox.learn.evaluate;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.data.ModelPrice;
import dev.signalbox.learn.data.Pool;
import dev.signalbox.learn.predict.Weights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Pools on one source that weights were trained without: those that are measured otherwise, without the models that the weights do not
 * know, and if none of them has the source, one of models that answered it.
 */
record SourcePools(Weights weights, Dataset data, Map<String, ModelPrice> prices) {
    private static final int MODELS = 6;
    private static final int INPUT_TOKENS = 500;
    private static final int OUTPUT_TOKENS = 300;

    List<Pool> of(String source, List<Pool> pools) {
        List<Pool> some = new ArrayList<>();
        pools.stream().filter(pool -> pool.sources().contains(source)).forEach(pool -> {
            List<String> known = pool.models().stream().filter(weights::knows).toList();
            if (known.size() == pool.models().size() || (!pool.pair() && known.size() > 1)) {
                some.add(new Pool(
                        pool.name() + "-without-" + source,
                        pool.title() + ": on " + source + ", which was not learnt"
                                + (known.size() < pool.models().size() ? ", with the models that are known" : ""),
                        pool.pair(),
                        List.of(source),
                        known));
            }
        });
        if (some.stream().allMatch(Pool::pair)) {
            some.addAll(drawn(source));
        }
        return some;
    }

    /** Of the models that answered most, some from the cheapest to the dearest. */
    private List<Pool> drawn(String source) {
        Dataset its = data.ofSources(Set.of(source));
        int[] answered = new int[its.models().size()];
        for (int o = 0; o < its.outcomes(); o++) {
            answered[its.model(o)]++;
        }
        int most = IntStream.of(answered).max().orElse(0);
        List<String> models = IntStream.range(0, answered.length)
                .filter(m -> answered[m] == most)
                .mapToObj(its.models()::get)
                .filter(model -> weights.knows(model) && prices.containsKey(model))
                .sorted(Comparator.comparingDouble(this::price))
                .toList();
        if (models.size() < 2) {
            return List.of();
        }
        int many = Math.min(MODELS, models.size());
        return List.of(new Pool(
                "models-without-" + source,
                "Models from the cheapest to the dearest: on " + source + ", which was not learnt",
                false,
                List.of(source),
                IntStream.range(0, many)
                        .mapToObj(i -> models.get(i * (models.size() - 1) / (many - 1)))
                        .toList()));
    }

    private double price(String model) {
        ModelPrice price = prices.get(model);
        return price == null ? Double.POSITIVE_INFINITY : price.cost(INPUT_TOKENS, OUTPUT_TOKENS);
    }
}
