package dev.signalbox.server.config;

import dev.signalbox.server.settings.BranchSettings;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.TargetSettings;
import dev.signalbox.server.settings.Tier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code routes.NAME.tiers}: targets by how much of a model a request needs. */
final class TierSection {

    static final String PLACE = "tiers";

    /** The targets of each tier that has some. */
    private record Tiers(Map<Tier, List<TargetSettings>> targets) {}

    private static final Map<Tier, Key<Tiers, Optional<List<TargetSettings>>>> KEYS = keys();

    private static final Section<Tiers> SECTION = Section.of(
                    "routes.NAME.tiers",
                    "Targets by how much of a model a request needs; at least two of the tiers.",
                    new ArrayList<>(KEYS.values()),
                    TierSection::read)
            .renamed(Map.of(
                    "small", "simple",
                    "cheap", "simple",
                    "large", "complex",
                    "strong", "complex",
                    "thinking", "reasoning"))
            .checked((_, spot) -> check(spot));

    static final Key<RouteSettings, Optional<Map<Tier, List<TargetSettings>>>> TIERS =
            Key.<RouteSettings, Map<Tier, List<TargetSettings>>>optional(
                            PLACE,
                            SECTION.as(Tiers::targets, Tiers::new),
                            TierSection::written,
                            "For a `cost` route: by how much of a model a request needs, the targets in order.")
                    .otherwise("required for `cost`");

    private TierSection() {}

    private static Map<Tier, Key<Tiers, Optional<List<TargetSettings>>>> keys() {
        Map<Tier, Key<Tiers, Optional<List<TargetSettings>>>> keys = new LinkedHashMap<>();
        for (Tier tier : Tier.values()) {
            keys.put(tier, key(tier));
        }
        return keys;
    }

    private static Key<Tiers, Optional<List<TargetSettings>>> key(Tier tier) {
        return Key.<Tiers, List<TargetSettings>>optional(
                        tier.word(),
                        ListKind.notEmpty(TargetSection.SECTION),
                        tiers -> Optional.ofNullable(tiers.targets().get(tier)),
                        switch (tier) {
                            case SIMPLE ->
                                "What serves requests that the smallest model does as well: it and its fallbacks.";
                            case COMPLEX ->
                                "What serves requests that a large model does better: it and its fallbacks.";
                            case REASONING ->
                                "What serves requests that want a model that thinks before it answers: it and its fallbacks.";
                        })
                .otherwise("the next higher tier, else the next lower");
    }

    private static Tiers read(Values v) {
        Map<Tier, List<TargetSettings>> targets = new LinkedHashMap<>();
        KEYS.forEach((tier, key) -> v.get(key).ifPresent(list -> targets.put(tier, list)));
        return new Tiers(targets);
    }

    private static void check(Spot spot) {
        int tiers = References.written(spot).size();
        if (spot.tree() instanceof Tree.Mapping && tiers < 2) {
            spot.errorAtKey(tiers + (tiers == 1 ? " tier" : " tiers"), "at least two, or another strategy", "");
        }
    }

    private static Optional<Map<Tier, List<TargetSettings>>> written(RouteSettings route) {
        if (!(route.choosing() instanceof Choosing.Tiers)) {
            return Optional.empty();
        }
        Map<Tier, List<TargetSettings>> tiers = new LinkedHashMap<>();
        for (Tier tier : Tier.values()) {
            route.branches().stream()
                    .filter(branch -> branch.label().equals(tier.word()))
                    .findFirst()
                    .ifPresent(branch -> tiers.put(tier, branch.targets()));
        }
        return Optional.of(tiers);
    }

    /** The branches of a route that chooses among tiers, from the lowest to the highest. */
    static List<BranchSettings> branches(Values v) {
        List<BranchSettings> branches = new ArrayList<>();
        v.get(TIERS)
                .orElse(Map.of())
                .forEach((tier, targets) ->
                        branches.add(new BranchSettings(tier.word(), PLACE + "." + tier.word(), targets)));
        return branches;
    }

    /** All lists of targets, each with its place. */
    static Map<Spot, List<TargetSettings>> lists(Values v, Spot route) {
        Map<Spot, List<TargetSettings>> lists = new LinkedHashMap<>();
        v.find(TIERS)
                .flatMap(Function.identity())
                .ifPresent(tiers ->
                        tiers.forEach((tier, list) -> lists.put(route.at(PLACE).at(tier.word()), list)));
        return lists;
    }

    static void checkThere(Spot route) {
        if (!route.has(PLACE)) {
            route.at(PLACE).errorAtKey("missing", "targets for at least two of the tiers", "");
        }
    }
}
