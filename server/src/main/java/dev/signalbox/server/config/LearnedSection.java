package dev.signalbox.server.config;

import dev.signalbox.learn.choice.Bands;
import dev.signalbox.server.settings.AffinityStrategy;
import dev.signalbox.server.settings.BranchSettings;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.LearnedAffinity;
import dev.signalbox.server.settings.LearnedSettings;
import dev.signalbox.server.settings.LearnedWeights;
import dev.signalbox.server.settings.NamePattern;
import dev.signalbox.server.settings.RouteMode;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import dev.signalbox.server.settings.WeightRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What only {@code learned} routes have: the subset of models, and what a judgement of the prompt goes by. */
final class LearnedSection {
    static final String PLACE = "models";

    private static final Pattern SHARE = Pattern.compile("0(?:\\.[0-9]{1,9})?");
    private static final double MOST_SHARE = 0.5;
    private static final Pattern DOLLARS = Pattern.compile("[0-9]{1,7}(?:\\.[0-9]{1,9})?");

    static final Key<RouteSettings, Optional<List<String>>> MODELS = Key.<RouteSettings, List<String>>optional(
                    PLACE,
                    ListKind.notEmpty(WordKind.name()),
                    LearnedSection::subset,
                    "For a `learned` route: the models that may serve, and no other ever does; two or more, for they are also"
                            + " each other's failover.")
            .otherwise("those of the pool of its weights that are configured");

    static final Key<RouteSettings, RouteWeights> WEIGHTS = Key.<RouteSettings, RouteWeights>withDefault(
                    "weights",
                    new RouteWeights.Kind(),
                    route -> route.choosing() instanceof Choosing.Learned(LearnedSettings by)
                            ? new RouteWeights.Trained(by.weights())
                            : new RouteWeights.Shares(route.weights()),
                    new RouteWeights.Shares(WeightRule.RELATIVE),
                    "What the weights of a `weighted` route are: `relative` to each other, or percents whose `sum` must be 100."
                            + " For a `learned` route: the version of the trained weights, or their file.")
            .otherwise("relative; for `learned` those of the program");

    private static final Key<RouteSettings, Optional<Map<String, String>>> KNOWN_AS =
            Key.<RouteSettings, Map<String, String>>optional(
                            "known-as",
                            new Named<>(WordKind.label(), NamePattern::isValid, "a name of visible ASCII characters"),
                            of(LearnedSettings::knownAs).andThen(found -> found.filter(names -> !names.isEmpty())),
                            "For a `learned` route: by the name of a model, under which name the weights know it.")
                    .otherwise("the name whose `base-model`, `id` or own name it is");

    private static final Key<Bands, Double> BALANCED =
            Key.withDefault("balanced", share(), Bands::balanced, Bands.DEFAULT.balanced(), "For the mode `balanced`.");
    private static final Key<Bands, Double> COST =
            Key.withDefault("cost", share(), Bands::cost, Bands.DEFAULT.cost(), "For the mode `cost`.");
    private static final Section<Bands> BANDS_SECTION = Section.of(
                    "routes.NAME.bands",
                    "How much of the best single model's quality a mode may give away on average, as a share of it.",
                    List.of(BALANCED, COST),
                    v -> new Bands(v.get(BALANCED), v.get(COST)))
            .renamed(Map.of("quality", "mode: quality, which has no band"));
    private static final Key<RouteSettings, Optional<Bands>> BANDS = Key.<RouteSettings, Bands>optional(
                    "bands",
                    BANDS_SECTION,
                    of(LearnedSettings::bands),
                    "For a `learned` route: how much of the best single model's quality the modes may give away on average.")
            .otherwise(written(Bands.DEFAULT.balanced()) + " and " + written(Bands.DEFAULT.cost()));

    private static final Key<RouteSettings, Optional<Duration>> BUDGET = Key.<RouteSettings, Duration>optional(
                    "budget",
                    Durations.zeroOrMore(),
                    of(LearnedSettings::budget),
                    "For a `learned` route: how long a request waits for the embedding of its prompt; after that the form of its"
                            + " text decides alone.")
            .otherwise("50ms");

    private static final Key<LearnedAffinity, AffinityStrategy> STRATEGY = Key.of(
            "strategy",
            WordKind.oneOf(AffinityStrategy.class, Map.of("off", "use none", "session", "use sticky")),
            LearnedAffinity::strategy,
            LearnedAffinity.DEFAULT,
            "`adaptive` leaves a conversation where it is unless another model is worth the prompt cache that is lost;"
                    + " `sticky` as long as its model may serve it; `none` judges each request by itself.");
    private static final Key<LearnedAffinity, Duration> TTL = Key.of(
            "ttl",
            Durations.moreThanZero(),
            LearnedAffinity::ttl,
            LearnedAffinity.DEFAULT,
            "How long after its last answer a conversation is remembered.");
    private static final Section<LearnedAffinity> AFFINITY_SECTION = Section.of(
                    "routes.NAME.affinity",
                    "How a conversation stays with the model that answered it.",
                    List.of(STRATEGY, TTL),
                    v -> new LearnedAffinity(v.get(STRATEGY), v.get(TTL)))
            .renamed(Map.of("mode", "strategy", "idle", "ttl", "ttl-seconds", "ttl with a unit, such as 30m"));
    private static final Key<RouteSettings, Optional<LearnedAffinity>> AFFINITY =
            Key.<RouteSettings, LearnedAffinity>optional(
                            "affinity",
                            AFFINITY_SECTION,
                            of(LearnedSettings::affinity),
                            "For a `learned` route: how a conversation stays with the model that answered it.")
                    .otherwise("adaptive, for 30m");

    private static final Key<RouteSettings, Optional<BigDecimal>> MAX_COST = Key.<RouteSettings, BigDecimal>optional(
                    "max-cost",
                    WordKind.of(
                            "dollars such as 0.05",
                            word -> Optional.of(word)
                                    .filter(text -> DOLLARS.matcher(text).matches())
                                    .map(BigDecimal::new)
                                    .filter(dollars -> dollars.signum() > 0),
                            BigDecimal::toPlainString),
                    route -> LearnedSection.of(LearnedSettings::maxCost)
                            .apply(route)
                            .flatMap(Function.identity()),
                    "For a `learned` route: the dollars that one call may be expected to cost; dearer models are left out.")
            .otherwise("anything");

    private static final Key<RouteSettings, Optional<Boolean>> REQUIRE_PARAMETERS =
            Key.<RouteSettings, Boolean>optional(
                            "require-parameters",
                            WordKind.trueOrFalse(),
                            of(LearnedSettings::requireParameters),
                            "For a `learned` route: whether models that do not support every parameter of a request are left"
                                    + " out; else such a parameter is dropped.")
                    .otherwise("false");

    /** The keys that belong to it alone. */
    static final List<Key<RouteSettings, ?>> KEYS =
            List.of(MODELS, KNOWN_AS, BANDS, BUDGET, AFFINITY, MAX_COST, REQUIRE_PARAMETERS);

    private LearnedSection() {}

    private static Optional<List<String>> subset(RouteSettings route) {
        return route.strategy() == Strategy.LEARNED
                ? Optional.of(route.targets().stream().map(TargetSettings::name).toList())
                : Optional.empty();
    }

    private static <T> Function<RouteSettings, Optional<T>> of(Function<LearnedSettings, T> getter) {
        return route -> route.choosing() instanceof Choosing.Learned(LearnedSettings by)
                ? Optional.of(getter.apply(by))
                : Optional.empty();
    }

    private static Kind<Double> share() {
        return WordKind.of(
                "a share from 0 to 0.5 such as 0.015",
                word -> Optional.of(word)
                        .filter(text -> SHARE.matcher(text).matches())
                        .map(Double::parseDouble)
                        .filter(value -> value <= MOST_SHARE),
                LearnedSection::written);
    }

    private static String written(double share) {
        return BigDecimal.valueOf(share).stripTrailingZeros().toPlainString();
    }

    static WeightRule rule(Values v) {
        return v.get(WEIGHTS) instanceof RouteWeights.Shares(WeightRule rule) ? rule : WeightRule.RELATIVE;
    }

    static Choosing choosing(Values v) {
        LearnedWeights weights = v.get(WEIGHTS) instanceof RouteWeights.Trained(LearnedWeights trained)
                ? trained
                : LearnedWeights.shipped()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "weights: none come with this program (expected: weights: FILE)"));
        return new Choosing.Learned(new LearnedSettings(
                weights,
                v.get(KNOWN_AS).orElse(Map.of()),
                v.get(BANDS).orElse(Bands.DEFAULT),
                v.get(BUDGET).orElse(LearnedSettings.DEFAULT_BUDGET),
                v.get(AFFINITY).orElse(LearnedAffinity.DEFAULT),
                v.get(MAX_COST),
                v.get(REQUIRE_PARAMETERS).orElse(false)));
    }

    /** The mode where none is written: only of learned routes it is a setting like others, which {@code check} writes out. */
    static Optional<RouteMode> mode(Strategy strategy) {
        return strategy == Strategy.LEARNED ? Optional.of(RouteMode.BALANCED) : Optional.empty();
    }

    /** The models as they are written; where they are not, {@link LearnedRoutes} knows which. */
    static List<BranchSettings> branches(Values v) {
        List<TargetSettings> targets =
                v.get(MODELS).orElse(List.of()).stream().map(TargetSettings::of).toList();
        return List.of(new BranchSettings("", PLACE, targets));
    }

    static void check(Strategy strategy, Values v, Spot route) {
        checkWeights(strategy, v, route.at(WEIGHTS.name()));
        if (strategy == Strategy.LEARNED) {
            checkSubset(v, route);
            return;
        }
        for (Key<RouteSettings, ?> key : KEYS) {
            if (route.has(key.name()) && !key.equals(MODELS)) {
                route.at(key.name())
                        .errorAtKey(key.name() + " for the strategy " + strategy.word(), "the strategy learned", "");
            }
        }
        if (route.has(PLACE)) {
            route.at(PLACE)
                    .errorAtKey(
                            "models for the strategy " + strategy.word(), "", "use targets: [{model: NAME}] instead");
        }
    }

    private static void checkSubset(Values v, Spot route) {
        Optional<List<String>> models = v.find(MODELS).flatMap(Function.identity());
        if (models.isPresent()) {
            List<String> names = models.get();
            for (int i = 0; i < names.size(); i++) {
                if (names.indexOf(names.get(i)) < i) {
                    route.at(PLACE).item(i).warning("this model is in the subset already", "each model once", "");
                }
            }
            if (names.size() == 1) {
                route.at(PLACE)
                        .warning(
                                "one model", "two or more: there is nothing to choose, and nobody to fail over to", "");
            }
        }
        Map<String, String> known =
                v.find(KNOWN_AS).flatMap(Function.identity()).orElse(Map.of());
        models.ifPresent(names -> known.keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> route.at(KNOWN_AS.name())
                        .at(name)
                        .errorAtKey("no model of this route", References.listed(names), Nearest.phrase(name, names))));
    }

    private static void checkWeights(Strategy strategy, Values v, Spot spot) {
        Optional<RouteWeights> found = v.find(WEIGHTS);
        boolean written = !(spot.tree() instanceof Tree.Scalar scalar && scalar.isEmpty());
        if (found.isEmpty() || !written) {
            return;
        }
        switch (found.get()) {
            case RouteWeights.Shares(WeightRule rule) -> {
                if (strategy == Strategy.LEARNED) {
                    spot.error(rule.word() + " for the strategy learned", "a version or the path of a file", "");
                } else if (strategy != Strategy.WEIGHTED && rule == WeightRule.SUM) {
                    spot.error("sum for the strategy " + strategy.word(), "the strategy weighted", "");
                }
            }
            case RouteWeights.Trained(LearnedWeights weights) -> {
                if (strategy != Strategy.LEARNED) {
                    notShares(weights.written().orElse(""), spot);
                }
            }
            case RouteWeights.Neither(String word, String why, boolean isFile) -> {
                if (strategy == Strategy.LEARNED) {
                    String version = LearnedWeights.shipped()
                            .map(its -> its.version() + ", or ")
                            .orElse("");
                    spot.error(Shown.quoted(word) + " " + why, isFile ? "" : version + "the path of a file", "");
                } else {
                    notShares(word, spot);
                }
            }
        }
    }

    private static void notShares(String word, Spot spot) {
        List<String> words = List.of("relative", "sum");
        Map<String, String> advice = Map.of("percent", "use sum", "100", "use sum");
        spot.error(
                Shown.quoted(word),
                Problem.CHOICES + String.join(", ", words),
                advice.getOrDefault(word, Nearest.phrase(word, words)));
    }
}
