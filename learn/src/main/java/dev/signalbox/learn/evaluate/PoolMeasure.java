package dev.signalbox.learn.evaluate;

import dev.signalbox.learn.choice.Bands;
import dev.signalbox.learn.choice.Member;
import dev.signalbox.learn.choice.Mode;
import dev.signalbox.learn.choice.Policy;
import dev.signalbox.learn.data.Costs;
import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.data.ModelPrice;
import dev.signalbox.learn.data.Pool;
import dev.signalbox.learn.measure.Point;
import dev.signalbox.learn.measure.PoolResult;
import dev.signalbox.learn.measure.Trial;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Prediction;
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

    private final Unseen weights;
    private final Map<String, ModelPrice> prices;
    private final Foreseen foreseen;

    PoolMeasure(Unseen weights, Map<String, ModelPrice> prices, Foreseen foreseen) {
        this.weights = weights;
        this.prices = prices;
        this.foreseen = foreseen;
    }

    /**
     * Predictions and outcomes.
     *
     * @param picks by mode, the model's place for each prompt
     */
    record Tried(Trial trial, Map<String, int[]> picks) {

        /** What a mode gets on average. */
        Point point(Mode mode) {
            int[] its = picks.getOrDefault(mode.name().toLowerCase(Locale.ROOT), new int[trial.prompts()]);
            double cost = 0;
            double quality = 0;
            for (int p = 0; p < its.length; p++) {
                cost += trial.cost()[p][its[p]] / its.length;
                quality += trial.score()[p][its[p]] / its.length;
            }
            return new Point(cost, quality);
        }
    }

    PoolResult of(Pool pool, Dataset data, long seed) {
        Tried tried = tried(pool, data);
        int left = data.ofSources(Set.copyOf(pool.sources())).prompts().size()
                - tried.trial().prompts();
        return PoolResult.of(pool.name(), pool.title(), left, tried.trial(), tried.picks(), seed);
    }

    /** What happens on the prompts that all models of a pool answered. */
    Tried tried(Pool pool, Dataset data) {
        Dataset covered = pool.of(data);
        List<Member> members = pool.models().stream().map(this::member).toList();
        List<Policy> policies = weights.weights().stream()
                .map(each -> Policy.solve(each, members, Bands.DEFAULT))
                .toList();
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
            Policy policy = policies.get(weights.by()[prompt]);
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
        return new Tried(trial, picks);
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
