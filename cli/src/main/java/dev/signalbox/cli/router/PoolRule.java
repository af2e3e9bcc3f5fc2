package dev.signalbox.cli.router;

import dev.signalbox.learn.data.ModelPrice;
import dev.signalbox.learn.predict.KnownModel;
import dev.signalbox.learn.predict.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which models the pool of trained weights has if nobody names them: those with a price and graded prompts enough that no model
 * of the same or a lower expected cost is expected to do better, the best first. Of more than eight those are left out that
 * add least to the next cheaper one. Where no model has a price, it is the eight that were graded most.
 */
final class PoolRule {
    static final String TOLD = "no cheaper model is expected to do better";

    private static final int MOST = 8;
    private static final int ENOUGH = 500;

    private PoolRule() {}

    private record Candidate(KnownModel model, double cost) {}

    static List<String> of(Weights weights, Map<String, ModelPrice> prices) {
        List<KnownModel> known = weights.known();
        int enough = Math.min(
                ENOUGH, known.stream().mapToInt(KnownModel::graded).max().orElse(0) / 2);
        List<Candidate> candidates = IntStream.range(0, known.size())
                .filter(m -> known.get(m).graded() >= enough)
                .filter(m -> prices.containsKey(known.get(m).name()))
                .mapToObj(m -> candidate(weights, m, prices))
                .sorted(Comparator.comparingDouble(Candidate::cost)
                        .thenComparingDouble(candidate -> -candidate.model.mean())
                        .thenComparing(candidate -> candidate.model.name()))
                .toList();
        if (candidates.isEmpty()) {
            return known.stream()
                    .sorted(Comparator.comparingInt((KnownModel model) -> -model.graded())
                            .thenComparing(KnownModel::name))
                    .limit(MOST)
                    .map(KnownModel::name)
                    .toList();
        }
        List<KnownModel> frontier = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (frontier.isEmpty()
                    || candidate.model.mean() > frontier.getLast().mean()) {
                frontier.add(candidate.model);
            }
        }
        while (frontier.size() > MOST) {
            frontier.remove(leastGain(frontier));
        }
        Collections.reverse(frontier);
        return frontier.stream().map(KnownModel::name).toList();
    }

    private static Candidate candidate(Weights weights, int model, Map<String, ModelPrice> prices) {
        KnownModel known = weights.known().get(model);
        ModelPrice price = prices.getOrDefault(known.name(), new ModelPrice(0, 0, 0, 0));
        double prompt = Arrays.stream(weights.prototypes().tokens()).average().orElse(1);
        double length = 0;
        for (float each : weights.prototypes().lengths()) {
            length += each / weights.prototypes().size();
        }
        double answer = weights.outputTokens(length, model) + known.hiddenTokens();
        return new Candidate(known, price.input() * prompt + price.output() * answer);
    }

    /** The place of the model that adds least to the next cheaper one, neither the first nor the last. */
    private static int leastGain(List<KnownModel> frontier) {
        int least = 1;
        for (int i = 2; i < frontier.size() - 1; i++) {
            if (gain(frontier, i) < gain(frontier, least)) {
                least = i;
            }
        }
        return least;
    }

    private static double gain(List<KnownModel> frontier, int at) {
        return frontier.get(at).mean() - frontier.get(at - 1).mean();
    }
}
