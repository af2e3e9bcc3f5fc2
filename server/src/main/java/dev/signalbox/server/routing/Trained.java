package dev.signalbox.server.routing;

import dev.signalbox.learn.choice.Member;
import dev.signalbox.learn.choice.Mode;
import dev.signalbox.learn.choice.Policies;
import dev.signalbox.learn.choice.Policy;
import dev.signalbox.learn.predict.Predictor;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.LearnedNames;
import dev.signalbox.server.settings.LearnedSettings;
import dev.signalbox.server.settings.RouteMode;
import dev.signalbox.server.settings.RouteSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One learned route of one configuration, prepared once: who its members are, and what its bands come to at their prices.
 *
 * @param members the targets, in the order of the subset
 * @param knownAs under which names the weights know them
 * @param predictions of the latest prompts
 * @param places where each member stands, by the names of targets
 */
record Trained(
        RouteSettings route,
        LearnedSettings by,
        List<Target> members,
        List<String> knownAs,
        Map<String, Integer> places,
        Predictor predictor,
        Policy policy,
        Predictions predictions) {

    static Trained of(Offer.Routed offer, LearnedSettings by, ModelPrices prices, Policies policies) {
        List<Target> members = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Member> priced = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        all(offer).forEach(target -> {
            String known = LearnedNames.of(by, target.model(), target.name())
                    .orElseThrow(() -> new IllegalStateException(
                            "settings were not checked: the weights do not know " + target.name()));
            if (places.putIfAbsent(target.name(), members.size()) == null) {
                members.add(target);
                names.add(known);
                priced.add(member(known, target, prices));
            }
        });
        return new Trained(
                offer.route(),
                by,
                List.copyOf(members),
                List.copyOf(names),
                Map.copyOf(places),
                new Predictor(by.weights().weights(), names),
                policies.of(by.weights().weights(), priced, by.bands()),
                new Predictions());
    }

    /** The subset in its order, those that are retired among it; without those that stand by for what nobody else can hold. */
    private static List<Target> all(Offer.Routed offer) {
        Map<String, Target> byName = new HashMap<>();
        offer.targets().forEach(target -> byName.put(target.name(), target));
        offer.retired().forEach(skipped -> byName.put(skipped.target().name(), skipped.target()));
        return offer.route().targets().stream()
                .flatMap(member -> Optional.ofNullable(byName.get(member.name())).stream())
                .toList();
    }

    /** The subset at these prices. */
    List<Member> at(ModelPrices prices) {
        List<Member> priced = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            priced.add(member(knownAs.get(i), members.get(i), prices));
        }
        return priced;
    }

    /** The same where the subset costs this; qualities, and so predictions of them, do not depend on prices. */
    Trained costing(List<Member> priced, Policies policies) {
        Policy solved = policies.of(by.weights().weights(), priced, by.bands());
        return new Trained(route, by, members, knownAs, places, predictor, solved, predictions);
    }

    private static Member member(String known, Target target, ModelPrices prices) {
        ModelPrices.Rates rates = prices.of(target)
                .orElseThrow(() ->
                        new IllegalStateException("no price of " + target.name() + " (expected: one that holds now)"));
        return new Member(known, rates.input(), rates.output(), rates.cached(), 0);
    }

    Mode mode() {
        return switch (route.mode().orElse(RouteMode.BALANCED)) {
            case QUALITY -> Mode.QUALITY;
            case COST -> Mode.COST;
            case BALANCED, FASTEST, EPOCH_STICKY -> Mode.BALANCED;
        };
    }

    double band(Mode mode) {
        return by.bands().of(mode);
    }
}
