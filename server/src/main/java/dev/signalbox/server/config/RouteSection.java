package dev.signalbox.server.config;

import dev.signalbox.server.settings.BranchSettings;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.HedgeSettings;
import dev.signalbox.server.settings.LifecycleSettings;
import dev.signalbox.server.settings.LossRule;
import dev.signalbox.server.settings.PrefixAffinitySettings;
import dev.signalbox.server.settings.RouteMode;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.StickySettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import dev.signalbox.server.settings.WeightRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code routes.NAME}: a name that callers use, and the targets behind it. */
final class RouteSection {

    private static final Key<RouteSettings, Strategy> STRATEGY = Key.required(
            "strategy",
            WordKind.oneOf(Strategy.class, advice()),
            RouteSettings::strategy,
            "How targets are ordered: `static` has exactly one; `priority` tries the group with the lowest number first,"
                    + " sharing inside a group by weight; `weighted` gives each target its share; `pool` takes deployments"
                    + " of one model in turn; `latency` prefers the lowest recent time per output token; `task` has targets for"
                    + " each kind of work; `capability` takes the first target, as written, that can do what the request needs and its"
                    + " header `x-model-class` names; `cost` takes the cheapest tier of models that will do; `rules`"
                    + " has targets by who asks, and for what; `cascade` asks one target after another, as written, until an"
                    + " answer is good enough; `learned` judges the prompt and picks, out of its `models`, the one that will do"
                    + " well enough for the lowest cost.");
    private static final Key<RouteSettings, Optional<List<TargetSettings>>> TARGETS =
            Key.<RouteSettings, List<TargetSettings>>optional(
                            "targets",
                            ListKind.notEmpty(TargetSection.SECTION),
                            RouteSection::plainTargets,
                            "The models, or pools of them, that may serve.")
                    .otherwise("required, but for `task`, `cost`, `rules` and `learned`");
    private static final Key<RouteSettings, Optional<List<TargetSettings>>> OTHERWISE = Key.optional(
            BranchSettings.OTHERWISE,
            ListKind.notEmpty(TargetSection.SECTION),
            RouteSection::otherwise,
            "For a `task` or `rules` route: what serves tasks without targets of their own, or what fits no rule; in order. A"
                    + " `rules` route without it refuses what fits no rule.");

    private static final Key<RouteSettings, Optional<LossRule>> LOSSES = Key.optional(
                    "losses",
                    WordKind.oneOf(LossRule.class, Map.of()),
                    RouteSettings::losses,
                    "What happens to a request of which a target cannot carry everything: `safe`, `strict` or `allow`, as in"
                            + " `server.losses`. A target that cannot carry it is passed over for the next one that can.")
            .otherwise("`server.losses`");

    private static final Key<RouteSettings, Optional<LifecycleSettings>> LIFECYCLE =
            Key.<RouteSettings, LifecycleSettings>optional(
                            LifecycleSection.NAME,
                            LifecycleSection.ROUTE,
                            RouteSettings::lifecycle,
                            "How the route goes away: announced, and then refused.")
                    .otherwise("it stays");

    private static final Key<RouteSettings, Optional<StickySettings>> STICKY = Key.optional(
            "sticky",
            StickySection.SECTION,
            RouteSettings::sticky,
            "How a session stays with the target that answered it; for `weighted` and `pool`.");

    private static final Key<RouteSettings, Optional<PrefixAffinitySettings>> PREFIX_AFFINITY = Key.optional(
            "prefix-affinity",
            PrefixAffinitySection.SECTION,
            RouteSettings::prefixAffinity,
            "How requests that begin alike go where their beginning is cached; for `weighted`, `pool` and `latency`.");

    private static final Key<RouteSettings, Optional<RouteMode>> MODE = Key.<RouteSettings, RouteMode>optional(
                    "mode",
                    new ModeKind(),
                    RouteSettings::mode,
                    "For `latency`: `fastest` prefers the fastest target of late; `epoch-sticky` gives each caller a target for"
                            + " ten minutes, the faster ones more callers. For `learned`: `quality` takes the best model for a"
                            + " prompt, `balanced` the cheapest of those that are almost as good, `cost` of those that are"
                            + " nearly as good.")
            .otherwise("fastest; for `learned` balanced");

    private static final Key<RouteSettings, Optional<List<String>>> ZONES = Key.<RouteSettings, List<String>>optional(
                    "zones",
                    Words.labels(),
                    RouteSettings::zones,
                    "Where data of its requests may be processed: every target must be of one of these zones.")
            .otherwise("anywhere");

    private static final Key<RouteSettings, Optional<HedgeSettings>> HEDGE = Key.<RouteSettings, HedgeSettings>optional(
                    "hedge",
                    HedgeSection.SECTION,
                    RouteSettings::hedge,
                    "When a request whose answer is late is sent to a second target too.")
            .otherwise("never");

    static final Section<RouteSettings> SECTION = Section.of(
                    "routes.NAME",
                    "A name that callers use in the place of a model. It must not be the name of a model.",
                    keys(List.of(
                            STRATEGY,
                            TARGETS,
                            TaskSection.TASKS,
                            TaskSection.PATTERNS,
                            TierSection.TIERS,
                            RuleSection.RULES,
                            OTHERWISE,
                            ClassifierSection.CLASSIFIER,
                            LearnedSection.MODELS,
                            LOSSES,
                            LearnedSection.WEIGHTS,
                            LIFECYCLE,
                            STICKY,
                            PREFIX_AFFINITY,
                            MODE,
                            ZONES,
                            HEDGE,
                            RateSection.LIMITS,
                            CutSection.ON_CUT,
                            CutSection.BUFFER,
                            OverflowSection.ON_CONTEXT_OVERFLOW,
                            OverflowSection.OVERFLOW,
                            OverflowSection.SUMMARISE,
                            EscalateSection.ESCALATE)),
                    v -> branched(v)
                            .losses(v.get(LOSSES))
                            .weights(LearnedSection.rule(v))
                            .lifecycle(v.get(LIFECYCLE))
                            .sticky(v.get(STICKY))
                            .prefixAffinity(v.get(PREFIX_AFFINITY))
                            .mode(v.get(MODE).or(() -> LearnedSection.mode(v.get(STRATEGY))))
                            .zones(v.get(ZONES))
                            .hedge(v.get(HEDGE))
                            .limits(v.get(RateSection.LIMITS))
                            .cuts(CutSection.read(v))
                            .overflow(OverflowSection.read(v))
                            .build())
            .renamed(Map.of(
                    "when", "rules: [{when: ..., use: ...}]",
                    "model", "targets: [{model: NAME}]",
                    "subset", "models",
                    "model-subset", "models",
                    "fallbacks", "targets with a priority each",
                    "sticky-routing", "sticky",
                    "type", "strategy"))
            .checked(RouteSection::check);

    private RouteSection() {}

    /** What to say to names of strategies that are known elsewhere. */
    private static Map<String, String> advice() {
        Map<String, String> advice = new HashMap<>(WordKind.unavailable("consensus"));
        List.of("canary", "weight", "weight-based", "blue-green").forEach(word -> advice.put(word, "use weighted"));
        List.of("round-robin", "load-balance").forEach(word -> advice.put(word, "use pool"));
        List.of("fastest", "least-latency").forEach(word -> advice.put(word, "use latency"));
        List.of("task-type", "task-routing", "intent").forEach(word -> advice.put(word, "use task"));
        List.of("cost-aware", "cost-based", "tiered", "tiers", "complexity", "cheapest")
                .forEach(word -> advice.put(word, "use cost"));
        List.of("escalate", "escalation", "fallback-on-refusal", "frugal")
                .forEach(word -> advice.put(word, "use cascade"));
        List.of("router", "auto", "model-router", "trained", "quality", "balanced")
                .forEach(word -> advice.put(word, "use learned"));
        List.of("fallback", "failover").forEach(word -> advice.put(word, "use priority"));
        return advice;
    }

    private static RouteSettings.Builder branched(Values v) {
        Strategy strategy = v.get(STRATEGY);
        RouteSettings.Builder builder =
                RouteSettings.builder(v.name(), strategy, v.get(TARGETS).orElse(List.of()));
        return switch (strategy) {
            case STATIC, PRIORITY, WEIGHTED, POOL, LATENCY, CAPABILITY -> builder;
            case CASCADE -> builder.choosing(EscalateSection.choosing(v));
            case TASK -> builder.branches(TaskSection.choosing(v), TaskSection.branches(v, v.get(OTHERWISE)));
            case COST ->
                builder.branches(new Choosing.Tiers(v.get(ClassifierSection.CLASSIFIER)), TierSection.branches(v));
            case RULES -> builder.branches(RuleSection.choosing(v), RuleSection.branches(v, v.get(OTHERWISE)));
            case LEARNED -> builder.branches(LearnedSection.choosing(v), LearnedSection.branches(v));
        };
    }

    private static Optional<List<TargetSettings>> otherwise(RouteSettings route) {
        return route.branches().stream()
                .filter(branch -> branch.place().equals(BranchSettings.OTHERWISE))
                .map(BranchSettings::targets)
                .findFirst();
    }

    private static Optional<List<TargetSettings>> plainTargets(RouteSettings route) {
        return switch (route.choosing()) {
            case Choosing.Plain _, Choosing.Cascade _ -> Optional.of(route.targets());
            case Choosing.Tasks _, Choosing.Tiers _, Choosing.Rules _, Choosing.Learned _ -> Optional.empty();
        };
    }

    /** Those of every strategy, and behind them those of one alone. */
    private static List<Key<RouteSettings, ?>> keys(List<Key<RouteSettings, ?>> keys) {
        List<Key<RouteSettings, ?>> all = new ArrayList<>(keys);
        LearnedSection.KEYS.stream().filter(key -> !all.contains(key)).forEach(all::add);
        return all;
    }

    private static void check(Values v, Spot spot) {
        Optional<Strategy> strategy = v.find(STRATEGY);
        if (!spot.has(TARGETS.name())
                && strategy.filter(word -> place(word).equals(TARGETS.name())).isPresent()) {
            spot.at(TARGETS.name())
                    .errorAtKey(
                            "missing", ListKind.notEmpty(TargetSection.SECTION).words(), "");
        }
        strategy.ifPresent(word -> {
            checkPlaces(word, spot);
            if (word == Strategy.TASK) {
                TaskSection.check(v, spot);
            }
            if (word == Strategy.COST) {
                TierSection.checkThere(spot);
            }
            if (word == Strategy.RULES) {
                RuleSection.check(v, spot);
            }
            checkSticky(word, spot);
            checkHedge(word, spot);
            OverflowSection.check(v, spot);
            EscalateSection.check(word == Strategy.CASCADE, spot);
            LearnedSection.check(word, v, spot);
        });
        ModeKind.check(strategy, spot);
        CutSection.check(v, spot);
        lists(v, spot).forEach((list, targets) -> {
            strategy.ifPresent(word -> check(word, targets, v, list));
            checkTwice(targets, list);
        });
    }

    /** Where a route of this strategy has its targets. */
    private static String place(Strategy strategy) {
        return switch (strategy) {
            case STATIC, PRIORITY, WEIGHTED, POOL, LATENCY, CAPABILITY, CASCADE -> TARGETS.name();
            case TASK -> TaskSection.PLACE;
            case COST -> TierSection.PLACE;
            case RULES -> RuleSection.PLACE;
            case LEARNED -> LearnedSection.PLACE;
        };
    }

    /** What a strategy does not heed would be dropped in silence. */
    private static void checkPlaces(Strategy strategy, Spot spot) {
        Map<String, String> owners = Map.of(
                TARGETS.name(),
                TARGETS.name(),
                TaskSection.PLACE,
                TaskSection.PLACE,
                TaskSection.PATTERNS.name(),
                TaskSection.PLACE,
                TierSection.PLACE,
                TierSection.PLACE,
                RuleSection.PLACE,
                RuleSection.PLACE,
                OTHERWISE.name(),
                strategy == Strategy.RULES ? RuleSection.PLACE : TaskSection.PLACE);
        if (spot.has(ClassifierSection.CLASSIFIER.name()) && strategy != Strategy.TASK && strategy != Strategy.COST) {
            spot.at(ClassifierSection.CLASSIFIER.name())
                    .errorAtKey("a classifier for the strategy " + strategy.word(), "task or cost", "");
        }
        owners.forEach((name, owner) -> {
            if (spot.has(name) && !owner.equals(place(strategy))) {
                spot.at(name).errorAtKey(name + " for the strategy " + strategy.word(), place(strategy), "");
            }
        });
    }

    /** All lists of targets, each with its place. */
    private static Map<Spot, List<TargetSettings>> lists(Values v, Spot spot) {
        Map<Spot, List<TargetSettings>> lists = new LinkedHashMap<>();
        for (Key<RouteSettings, Optional<List<TargetSettings>>> key : List.of(TARGETS, OTHERWISE)) {
            v.find(key).flatMap(Function.identity()).ifPresent(list -> lists.put(spot.at(key.name()), list));
        }
        v.find(TaskSection.TASKS)
                .flatMap(Function.identity())
                .ifPresent(tasks -> tasks.forEach(
                        (task, list) -> lists.put(spot.at(TaskSection.PLACE).at(task), list)));
        lists.putAll(TierSection.lists(v, spot));
        lists.putAll(RuleSection.lists(v, spot));
        return lists;
    }

    private static void checkTwice(List<TargetSettings> targets, Spot list) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < targets.size(); i++) {
            TargetSettings target = targets.get(i);
            if (!seen.add(target.name())) {
                String what = target.pool() ? "pool" : "model";
                list.item(i).at(what).warning("this " + what + " is a target already", "each " + what + " once", "");
            }
        }
    }

    private static void check(Strategy strategy, List<TargetSettings> targets, Values v, Spot list) {
        switch (strategy) {
            case STATIC -> {
                if (targets.size() > 1) {
                    list.error(targets.size() + " targets", "exactly one for the strategy static", "");
                }
                checkAlone(targets, list);
                checkGroups(targets, list);
            }
            case PRIORITY -> checkGroups(targets, list);
            case WEIGHTED -> {
                checkOneGroup(strategy, targets, list);
                checkShares(
                        targets, v.has(LearnedSection.WEIGHTS) ? LearnedSection.rule(v) : WeightRule.RELATIVE, list);
            }
            case POOL, LATENCY, TASK, CAPABILITY, COST, RULES, CASCADE, LEARNED -> {
                checkOneGroup(strategy, targets, list);
                checkEven(strategy, targets, list);
            }
        }
    }

    /** One target that is no pool of several. */
    private static boolean isAlone(Spot targets) {
        return targets.tree() instanceof Tree.Sequence written
                && written.items().size() == 1
                && !targets.item(0).has("pool");
    }

    private static void checkSticky(Strategy strategy, Spot spot) {
        if (spot.has("sticky") && !strategy.shares()) {
            spot.at("sticky").errorAtKey("sessions for the strategy " + strategy.word(), "weighted or pool", "");
        }
        if (spot.has("prefix-affinity") && !strategy.hasEquals()) {
            String what = "prefixes for the strategy " + strategy.word();
            spot.at("prefix-affinity").errorAtKey(what, "weighted, pool or latency", "");
        }
    }

    private static void checkHedge(Strategy strategy, Spot spot) {
        if (spot.has("hedge") && strategy == Strategy.STATIC) {
            spot.at("hedge").errorAtKey("nothing to hedge with for the strategy static", "more than one target", "");
        } else if (spot.has("hedge") && strategy != Strategy.CASCADE && isAlone(spot.at(TARGETS.name()))) {
            spot.at("hedge").errorAtKey("nothing to hedge with for one target", "more than one target", "");
        }
    }

    private static void checkGroups(List<TargetSettings> targets, Spot list) {
        Map<Integer, Integer> heaviest = new HashMap<>();
        targets.forEach(target -> heaviest.merge(target.priority(), target.weight(), Math::max));
        heaviest.forEach((priority, weight) -> {
            if (weight == 0) {
                list.error("no weight in the group of priority " + priority, "at least one weight above 0", "");
            }
        });
    }

    /** A target that is alone is never tried after others. */
    private static void checkAlone(List<TargetSettings> targets, Spot list) {
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i).sla().isPresent()) {
                list.item(i)
                        .at("sla")
                        .errorAtKey("an sla for the strategy static", "a strategy with several targets", "");
            }
        }
    }

    private static void checkShares(List<TargetSettings> targets, WeightRule rule, Spot list) {
        long sum = targets.stream().mapToLong(TargetSettings::weight).sum();
        if (!targets.isEmpty() && rule == WeightRule.SUM && sum != WeightRule.WHOLE) {
            list.error("weights that add up to " + sum, "100, because of weights: sum", "");
        } else if (!targets.isEmpty() && sum == 0) {
            list.error("no weight", "at least one weight above 0", "");
        }
    }

    /** Where a strategy has no groups, a priority would be dropped in silence. */
    private static void checkOneGroup(Strategy strategy, List<TargetSettings> targets, Spot list) {
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i).priority() != 0) {
                String what = "a group for the strategy " + strategy.word();
                list.item(i).at("priority").error(what, "the strategy priority", "");
            }
        }
    }

    private static void checkEven(Strategy strategy, List<TargetSettings> targets, Spot list) {
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i).weight() != 1) {
                String what = "a weight for the strategy " + strategy.word();
                list.item(i).at("weight").error(what, "the strategy weighted", "");
            }
        }
    }
}
