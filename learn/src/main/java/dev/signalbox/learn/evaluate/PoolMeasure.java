package dev.signalbox.learn.evaluate;

import dev.signalbox.learn.choice.Bands;
import dev.signalbox.learn.choice.Member;
import dev.signalbox.learn.choice.Mode;
import dev.signalbox.learn.choice.Policy;
import dev.signalbox.learn.data.Costs;
import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.data.ModelPrice;
import dev.signalbox.learn.data.Pool;
import dev.signalbox.learn.measure.PoolResult;
import dev.signalbox.learn.measure.Trial;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Prediction;
import dev.signalbox.learn.predict.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Measures one pool with prices: predictions, costs, and the picks of the modes as a gateway would make them. */
final class PoolMeasure {
    /** Tokens of an answer where nothing is known of a source. */
    private static final double ASSUMED = 300;

    private final Weights weights;
    private final Map<String, ModelPrice> prices;
    private final Foreseen foreseen;

    PoolMeasure(Weights weights, Map<String, ModelPrice> prices, Foreseen foreseen) {
        this.weights = weights;
        this.prices = prices;
        this.foreseen = foreseen;
    }

    PoolResult of(Pool pool, Dataset data, long seed) {
        Dataset covered = pool.of(data);
        int left = data.ofSources(Set.copyOf(pool.sources())).prompts().size()
                - covered.prompts().size();
        List<Member> members = pool.models().stream().map(this::member).toList();
        Policy policy = Policy.solve(weights, members, Bands.DEFAULT);
        int size = covered.prompts().size();
        double[][] quality = new double[size][];
        double[][] expected = new double[size][members.size()];
        double[] length = new double[size];
        Map<String, int[]> picks = new LinkedHashMap<>();
        for (Mode mode : Mode.values()) {
            picks.put(mode.name().toLowerCase(Locale.ROOT), new int[size]);
        }
        boolean[] all = new boolean[members.size()];
        Arrays.fill(all, true);
        for (int p = 0; p < size; p++) {
            int prompt = foreseen.prompt(covered.prompts().get(p).id());
            Features features = foreseen.features()[prompt];
            Prediction prediction = foreseen.of(prompt, pool.models());
            quality[p] = prediction.quality();
            for (int m = 0; m < members.size(); m++) {
                expected[p][m] =
                        members.get(m).cost(features.tokens(), 0, prediction.outputTokens()[m]);
            }
            length[p] = covered.prompts().get(p).text().length();
            for (Mode mode : Mode.values()) {
                picks.getOrDefault(mode.name().toLowerCase(Locale.ROOT), new int[size])[p] = policy.choose(
                                prediction, mode, all, features.tokens(), new int[members.size()])
                        .order()
                        .getFirst()
                        .member();
            }
        }
        Trial trial = new Trial(
                pool.models(),
                quality,
                expected,
                covered.scores(pool.models()),
                new Costs(covered, ASSUMED).of(pool.models(), prices),
                length);
        return PoolResult.of(pool.name(), pool.title(), left, trial, picks, seed);
    }

    private Member member(String model) {
        ModelPrice price = prices.get(model);
        if (price == null) {
            throw new IllegalArgumentException("model: " + model + " has no price");
        }
        // the thinking tokens are in the predictions
        return new Member(model, price.input(), price.output(), Double.NaN, 0);
    }
}
