package dev.signalbox.server.routing;

import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Tier;
import dev.signalbox.server.text.TokenEstimate;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.ReasoningRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The cheapest tier that will do. The prompt is judged, and what the request says beside it can only raise the tier. Behind the
 * tier stand the higher ones, and then the lower ones.
 *
 * @param tiers those that the route has, the lowest first, as its branches are
 */
record ByTier(String route, Complexity complexity, List<Tier> tiers, Optional<ModelClassifier> classifier)
        implements Selector {
    /** A conversation does not fall below what its latest turns needed. */
    private static final int TURNS = 8;

    /** From so many tokens on, tools want a model that keeps an overview. */
    private static final long LONG = 8_000;

    private static final Set<String> LITTLE = Set.of("none", "minimal", "low");

    private record Choice(Tier tier, String reason) {
        private Choice orAtLeast(Tier other, String why) {
            return other.compareTo(tier) > 0 ? new Choice(other, why) : this;
        }
    }

    static ByTier of(RouteSettings route, Complexity complexity, Optional<ModelClassifier> classifier) {
        List<Tier> tiers =
                route.branches().stream().map(branch -> named(branch.label())).toList();
        return new ByTier(route.name(), complexity, tiers, classifier);
    }

    @Override
    public Selection select(Demand demand) {
        Choice choice = signals(demand, judged(demand));
        List<Integer> order = new ArrayList<>();
        List<Integer> lower = new ArrayList<>();
        for (int i = 0; i < tiers.size(); i++) {
            (tiers.get(i).compareTo(choice.tier) >= 0 ? order : lower).add(i);
        }
        Collections.reverse(lower);
        order.addAll(lower);
        return new Selection(order, "tier " + choice.tier.word() + ": " + choice.reason);
    }

    private Choice judged(Demand demand) {
        List<Prompt.Turn> turns = demand.prompt().turns();
        if (turns.isEmpty()) {
            return new Choice(Tier.COMPLEX, "there is no text to judge by");
        }
        Choice choice = newest(demand, turns.getFirst());
        for (Prompt.Turn turn : turns.subList(1, Math.min(TURNS, turns.size()))) {
            Complexity.Judged judged = complexity.of(turn.text());
            choice = choice.orAtLeast(judged.tier(), "an earlier turn needed it, confidence " + judged.confidence());
        }
        return choice;
    }

    /** Nobody is asked about what is decided already. */
    private Choice newest(Demand demand, Prompt.Turn turn) {
        Complexity.Judged judged = complexity.of(turn.text());
        String words = "judged by the prompt, confidence " + judged.confidence();
        Choice least = signals(demand, new Choice(Tier.SIMPLE, ""));
        return classifier
                .filter(_ -> least.tier != Tier.REASONING)
                .map(model -> switch (model.of(demand, route)) {
                    case ModelClassifier.Verdict.Is(String tier) ->
                        new Choice(
                                named(tier),
                                "says the classifier " + model.target().name());
                    case ModelClassifier.Verdict.Unknown(String why) ->
                        new Choice(
                                judged.tier(),
                                words + "; the classifier " + model.target().name() + ": " + why);
                })
                .orElseGet(() -> new Choice(judged.tier(), words));
    }

    private static Tier named(String word) {
        return Arrays.stream(Tier.values())
                .filter(tier -> tier.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static Choice signals(Demand demand, Choice choice) {
        Choice signalled = choice;
        if (demand.exchange().envelope().tools()
                && TokenEstimate.input(demand.exchange().envelope()) >= LONG) {
            signalled = signalled.orAtLeast(Tier.COMPLEX, "tools and " + LONG + " tokens or more");
        }
        if (demand.request()
                .flatMap(ModelRequest::reasoning)
                .filter(ByTier::much)
                .isPresent()) {
            signalled = signalled.orAtLeast(Tier.REASONING, "the caller asks for thinking");
        }
        return signalled;
    }

    /** Many clients always let a model think as it likes, or a little: that demands nothing. */
    private static boolean much(ReasoningRequest asked) {
        Optional<String> effort = asked.effort();
        return switch (asked.mode()) {
            case OFF -> false;
            case BUDGET -> true;
            case EFFORT, ADAPTIVE ->
                effort.filter(word -> !LITTLE.contains(word)).isPresent();
        };
    }
}
