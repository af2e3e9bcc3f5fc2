package dev.signalbox.server.config;

import dev.signalbox.server.settings.LossRule;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code routes.NAME}: a name that callers use, and the targets behind it. */
final class RouteSection {

    private static final Key<RouteSettings, Strategy> STRATEGY = Key.required(
            "strategy",
            WordKind.oneOf(
                    Strategy.class,
                    WordKind.unavailable(
                            "weighted",
                            "learned",
                            "latency",
                            "cost",
                            "capability",
                            "rules",
                            "cascade",
                            "consensus",
                            "canary")),
            RouteSettings::strategy,
            "How targets are ordered: `static` has exactly one; `priority` tries the group with the lowest number first,"
                    + " sharing inside a group by weight.");
    private static final Key<RouteSettings, List<TargetSettings>> TARGETS = Key.required(
            "targets", ListKind.notEmpty(TargetSection.SECTION), RouteSettings::targets, "The models that may serve.");

    private static final Key<RouteSettings, Optional<LossRule>> LOSSES = Key.optional(
                    "losses",
                    WordKind.oneOf(LossRule.class, Map.of()),
                    RouteSettings::losses,
                    "What happens to a request of which a target cannot carry everything: `safe`, `strict` or `allow`, as in"
                            + " `server.losses`. A target that cannot carry it is passed over for the next one that can.")
            .otherwise("`server.losses`");

    static final Section<RouteSettings> SECTION = Section.of(
                    "routes.NAME",
                    "A name that callers use in the place of a model. It must not be the name of a model.",
                    List.of(STRATEGY, TARGETS, LOSSES),
                    v -> new RouteSettings(v.name(), v.get(STRATEGY), v.get(TARGETS), v.get(LOSSES)))
            .renamed(Map.of(
                    "model", "targets: [{model: NAME}]",
                    "models", "targets: [{model: NAME}]",
                    "fallbacks", "targets with a priority each",
                    "type", "strategy",
                    "mode", "strategy"))
            .checked(RouteSection::check);

    private RouteSection() {}

    private static void check(Values v, Spot spot) {
        List<TargetSettings> targets = v.find(TARGETS).orElse(List.of());
        if (v.find(STRATEGY).filter(Strategy.STATIC::equals).isPresent() && targets.size() > 1) {
            spot.at("targets").error(targets.size() + " targets", "exactly one for the strategy static", "");
        }
        checkWeights(targets, spot.at("targets"));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < targets.size(); i++) {
            if (!seen.add(targets.get(i).model())) {
                spot.at("targets").item(i).at("model").warning("this model is a target already", "each model once", "");
            }
        }
    }

    private static void checkWeights(List<TargetSettings> targets, Spot spot) {
        Map<Integer, Integer> heaviest = new HashMap<>();
        targets.forEach(target -> heaviest.merge(target.priority(), target.weight(), Math::max));
        heaviest.forEach((priority, weight) -> {
            if (weight == 0) {
                spot.error("no weight in the group of priority " + priority, "at least one weight above 0", "");
            }
        });
    }
}
