package dev.signalbox.server.config;

import dev.signalbox.server.settings.BranchSettings;
import dev.signalbox.server.settings.CatalogueQuery;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.ConditionSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.RuleSettings;
import dev.signalbox.server.settings.TargetSettings;
import dev.signalbox.server.settings.TaskPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code routes.NAME.rules[]}: targets by who asks, and for what. */
final class RuleSection {
    static final String PLACE = "rules";

    /** A rule as it is written. */
    record Written(Optional<String> id, ConditionSettings when, Use use) {}

    /** What serves a rule: targets that are named, or what selects them. */
    record Use(List<TargetSettings> targets, Optional<CatalogueQuery> query) {}

    private static final Key<Written, Optional<String>> ID = Key.<Written, String>optional(
                    "id",
                    WordKind.of(
                            "small letters, digits and hyphens",
                            word -> Optional.of(word).filter(TaskPattern::isTask),
                            word -> word),
                    Written::id,
                    "What the rule is called in reasons and metrics.")
            .otherwise("`rule-` and its number");
    private static final Key<Written, ConditionSettings> WHEN =
            Key.required("when", ConditionSection.SECTION, Written::when, "Which requests it serves.");
    private static final Key<Written, Use> USE = Key.required(
            "use",
            new UseKind(),
            Written::use,
            "What serves them: a list of targets, in order, or a mapping that selects models by what they are.");

    private static final Section<Written> RULE = Section.of(
                    "routes.NAME.rules[]",
                    "One rule of a `rules` route. The first rule that fits a request decides, whatever becomes of its targets.",
                    List.of(ID, WHEN, USE),
                    v -> new Written(v.get(ID), v.get(WHEN), v.get(USE)))
            .renamed(
                    Map.of("name", "id", "if", "when", "then", "use", "targets", "use", "load-balance-targets", "use"));

    static final Key<RouteSettings, Optional<List<Written>>> RULES = Key.<RouteSettings, List<Written>>optional(
                    PLACE,
                    ListKind.notEmpty(RULE),
                    RuleSection::written,
                    "For a `rules` route: who is served by what. The first rule that fits decides.")
            .otherwise("required for `rules`");

    private RuleSection() {}

    private static Optional<List<Written>> written(RouteSettings route) {
        if (!(route.choosing() instanceof Choosing.Rules(List<RuleSettings> rules))) {
            return Optional.empty();
        }
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            RuleSettings rule = rules.get(i);
            List<TargetSettings> targets = rule.query().isPresent()
                    ? List.of()
                    : route.branches().get(i).targets();
            written.add(new Written(Optional.of(rule.id()), rule.when(), new Use(targets, rule.query())));
        }
        return Optional.of(written);
    }

    static Choosing choosing(Values v) {
        List<RuleSettings> rules = new ArrayList<>();
        for (Written rule : v.get(RULES).orElse(List.of())) {
            rules.add(new RuleSettings(id(rule, rules.size()), rule.when, rule.use.query));
        }
        return new Choosing.Rules(rules);
    }

    /** A branch for each rule, and one for what fits none. What a query selects is found when all models are known. */
    static List<BranchSettings> branches(Values v, Optional<List<TargetSettings>> otherwise) {
        List<BranchSettings> branches = new ArrayList<>();
        for (Written rule : v.get(RULES).orElse(List.of())) {
            int number = branches.size();
            branches.add(new BranchSettings(id(rule, number), PLACE + "[" + number + "].use", rule.use.targets));
        }
        otherwise.ifPresent(targets ->
                branches.add(new BranchSettings(BranchSettings.OTHERWISE, BranchSettings.OTHERWISE, targets)));
        return branches;
    }

    private static String id(Written rule, int number) {
        return rule.id.orElse("rule-" + (number + 1));
    }

    static void check(Values v, Spot route) {
        if (!route.has(PLACE)) {
            route.at(PLACE).errorAtKey("missing", ListKind.notEmpty(RULE).words(), "");
        }
        List<Written> rules = v.find(RULES).flatMap(found -> found).orElse(List.of());
        Set<String> ids = new HashSet<>(Set.of(BranchSettings.OTHERWISE));
        for (int i = 0; i < rules.size(); i++) {
            String id = id(rules.get(i), i);
            if (!ids.add(id)) {
                route.at(PLACE).item(i).at("id").error(Shown.quoted(id), "a name of its own for each rule", "");
            }
        }
    }

    /** The lists of targets that rules name, each with its place. */
    static Map<Spot, List<TargetSettings>> lists(Values v, Spot route) {
        Map<Spot, List<TargetSettings>> lists = new java.util.LinkedHashMap<>();
        List<Written> rules = v.find(RULES).flatMap(found -> found).orElse(List.of());
        for (int i = 0; i < rules.size(); i++) {
            lists.put(route.at(PLACE).item(i).at("use"), rules.get(i).use.targets);
        }
        return lists;
    }

    /** A list of targets, or a mapping that selects them. */
    private record UseKind() implements Kind<Use> {
        private static final Kind<List<TargetSettings>> NAMED = ListKind.notEmpty(TargetSection.SECTION);

        @Override
        public String words() {
            return "a list of targets, or a mapping that selects models";
        }

        @Override
        public Optional<Use> read(Spot spot) {
            return switch (spot.tree()) {
                case Tree.Sequence _ -> NAMED.read(spot).map(targets -> new Use(targets, Optional.empty()));
                case Tree.Mapping _ ->
                    QuerySection.SECTION.read(spot).map(query -> new Use(List.of(), Optional.of(query)));
                case Tree.Scalar _ -> spot.word(words()).flatMap(word -> spot.refuse(Shown.quoted(word), words()));
            };
        }

        @Override
        public Optional<Tree> write(Use use) {
            return use.query.isPresent() ? QuerySection.SECTION.write(use.query.get()) : NAMED.write(use.targets);
        }

        @Override
        public Optional<Section<?>> section() {
            return Optional.of(QuerySection.SECTION);
        }
    }
}
