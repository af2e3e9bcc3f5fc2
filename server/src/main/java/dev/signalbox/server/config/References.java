package dev.signalbox.server.config;

import dev.signalbox.server.settings.FineTunedId;
import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.server.settings.NamePattern;
import dev.signalbox.server.settings.OverflowSettings;
import dev.signalbox.server.settings.Strategy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The rules between sections: what is named must exist, and one name has one meaning. Names count as existing when they
 * are written, even where their own entry has a mistake, so that one mistake is told once.
 */
final class References {

    private static final int MOST_LISTED = 12;

    private final Spot root;
    private final Set<String> providers;
    private final Set<String> models;
    private final Set<String> routes;
    private final List<NamePattern> patterns;

    private References(Spot root) {
        this.root = root;
        this.providers = written(root.at("providers"));
        this.models = written(root.at("models"));
        this.routes = written(root.at("routes"));
        this.patterns = models.stream()
                .filter(name -> NamePattern.isValid(name) && name.endsWith("*"))
                .map(NamePattern::new)
                .toList();
    }

    static void check(Spot root) {
        References references = new References(root);
        each(root.at("models"), references::checkModel);
        each(root.at("routes"), references::checkRoute);
        each(root.at("callers"), references::checkMayUse);
        each(root.at("callers"), references::checkServedBy);
        new Successors(root).check();
        new Boundaries(root).check();
        new Askers(root).check();
        references.checkDigests();
        references.checkNames();
        if (root.reading().errors() == 0) {
            references.checkNothingMissing();
        }
    }

    static void each(Spot section, Consumer<Spot> check) {
        written(section).forEach(name -> check.accept(section.at(name)));
    }

    /** The items of a list, or the single word in its place. */
    static List<Spot> items(Spot spot) {
        return spot.tree() instanceof Tree.Sequence sequence
                ? IntStream.range(0, sequence.items().size())
                        .mapToObj(spot::item)
                        .toList()
                : List.of(spot);
    }

    /** The word at a spot. Where there is none, its own section has told so. */
    static Optional<String> word(Spot spot) {
        return spot.tree() instanceof Tree.Scalar scalar && !scalar.isEmpty()
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    static Set<String> written(Spot spot) {
        return spot.tree() instanceof Tree.Mapping mapping ? mapping.entries().keySet() : Set.of();
    }

    private void checkModel(Spot model) {
        Spot spot = model.at("provider");
        word(spot).filter(name -> !providers.contains(name)).ifPresent(name -> {
            unknown(spot, "no provider " + Shown.quoted(name), name, providers);
        });
    }

    private void checkRoute(Spot route) {
        for (Spot spot : subset(route)) {
            word(spot).filter(NamePattern::isValid).ifPresent(model -> checkTarget(model, spot));
        }
        for (Spot spot : asked(route)) {
            word(spot).filter(NamePattern::isValid).ifPresent(model -> checkTarget(model, spot));
        }
        for (Spot target : targets(route)) {
            Spot spot = target.at("model");
            word(spot).filter(NamePattern::isValid).ifPresent(model -> checkTarget(model, spot));
            Spot pool = target.at("pool");
            word(pool).ifPresent(name -> checkPool(name, pool));
        }
        if (word(route.at("strategy")).filter(Strategy.POOL.word()::equals).isPresent()) {
            items(route.at("targets")).forEach(target -> checkBreaker(target.at("model")));
        }
    }

    /** Whoever takes turns is to be left alone while it is out of order; an empty list of rules says that this is not wanted. */
    private void checkBreaker(Spot spot) {
        Optional<Spot> model = word(spot).flatMap(this::entry);
        if (model.isEmpty()
                || model.get().has("breaker")
                || word(model.get().at("provider"))
                        .filter(name -> !providers.contains(name)
                                || root.at("providers").at(name).has("breaker"))
                        .isPresent()) {
            return;
        }
        spot.warning(
                "a member of a pool without a breaker",
                "breaker.rules at the model or its provider, such as { name: quota, count: 1, statuses: [429] }",
                "");
    }

    /** Where a model of this name is written, or the pattern that stands for it. */
    private Optional<Spot> entry(String model) {
        Spot section = root.at("models");
        return models.contains(model)
                ? Optional.of(section.at(model))
                : patterns.stream()
                        .filter(pattern -> pattern.matches(model))
                        .max(Comparator.comparingInt(pattern -> pattern.text().length()))
                        .map(pattern -> section.at(pattern.text()));
    }

    /** Where a route names models that are asked something before a request is sent. */
    static List<Spot> asked(Spot route) {
        return List.of(
                route.at(ClassifierSection.CLASSIFIER.name()).at("model"),
                route.at(OverflowSection.SUMMARISE.name()).at("model"));
    }

    /** The models of a learned route. */
    static List<Spot> subset(Spot route) {
        return word(route.at("strategy"))
                        .filter(Strategy.LEARNED.word()::equals)
                        .isPresent()
                ? items(route.at(LearnedSection.PLACE))
                : List.of();
    }

    /** All targets of a route, wherever its strategy has them written. */
    static List<Spot> targets(Spot route) {
        List<Spot> all = new ArrayList<>(items(route.at("targets")));
        for (String cases : List.of("tiers", "tasks")) {
            each(route.at(cases), targets -> all.addAll(items(targets)));
        }
        items(route.at("rules")).forEach(rule -> all.addAll(items(rule.at("use"))));
        all.addAll(items(route.at("otherwise")));
        all.addAll(items(route.at(OverflowSettings.LABEL)));
        return all;
    }

    /** A route may point at a pool, and no deeper. */
    private void checkPool(String name, Spot spot) {
        if (!routes.contains(name)) {
            unknown(spot, (isModel(name) ? "the model " : "no route ") + Shown.quoted(name), name, routes);
            return;
        }
        Spot pool = root.at("routes").at(name);
        Optional<String> strategy = word(pool.at("strategy")).filter(word -> !Strategy.POOLS.contains(word));
        if (strategy.isPresent()) {
            String what = Shown.quoted(name) + " has the strategy " + Shown.plain(strategy.get());
            spot.error(what, "a route with one of " + String.join(", ", Strategy.POOLS), "");
        } else if (targets(pool).stream().anyMatch(target -> target.has("pool"))) {
            spot.error(Shown.quoted(name) + " points at a pool itself", "a route whose targets are models", "");
        }
    }

    private void checkTarget(String model, Spot spot) {
        checkTuned(model, spot);
        if (model.endsWith("*")) {
            spot.error(Shown.quoted(model), "the name of one model, without *", "");
        } else if (!isModel(model)) {
            String what = (routes.contains(model) ? "the route " : "no model ") + Shown.quoted(model);
            unknown(spot, what, model, models);
        }
    }

    /** A tuned model that a pattern lets through would have passed nothing. */
    private void checkTuned(String model, Spot spot) {
        boolean marked = patterns.stream()
                .filter(pattern -> pattern.matches(model))
                .allMatch(pattern -> root.at("models").at(pattern.text()).has(FineTuneSection.NAME));
        if (FineTunedId.is(model) && !models.contains(model) && !marked) {
            spot.error("the tuned model " + Shown.quoted(model), "an entry of its own in models, with fine-tune", "");
        }
    }

    private void checkMayUse(Spot caller) {
        for (Spot spot : items(caller.at("may-use"))) {
            word(spot).filter(NamePattern::isValid).map(NamePattern::new).ifPresent(wanted -> {
                if (!isKnown(wanted)) {
                    List<String> all = new ArrayList<>(routes);
                    all.addAll(models);
                    String what = "no route or model " + Shown.quoted(wanted.text());
                    spot.warning(what, listed(all), Nearest.phrase(wanted.text(), all));
                }
            });
        }
    }

    private void checkServedBy(Spot caller) {
        for (Spot spot : items(caller.at("served-by"))) {
            word(spot).filter(NamePattern::isValid).map(NamePattern::new).ifPresent(wanted -> {
                boolean known = isModel(wanted.text())
                        || models.stream().anyMatch(wanted::matches)
                        || (wanted.isOpen() && patterns.stream().anyMatch(p -> p.matches(wanted.text())));
                if (!known) {
                    String what = "no model " + Shown.quoted(wanted.text());
                    spot.warning(what, listed(models), Nearest.phrase(wanted.text(), models));
                }
            });
        }
    }

    /** Whether there is a name that the caller would gain, be it only one that a pattern stands for. */
    private boolean isKnown(NamePattern wanted) {
        return isModel(wanted.text())
                || models.stream().anyMatch(wanted::matches)
                || routes.stream().anyMatch(wanted::matches)
                || (wanted.isOpen() && patterns.stream().anyMatch(p -> p.matches(wanted.text())));
    }

    private void checkDigests() {
        Map<String, String> owners = new HashMap<>();
        each(root.at("callers"), caller -> {
            for (Spot spot : items(caller.at("key"))) {
                word(spot).filter(KeyDigest::isWritten).ifPresent(digest -> {
                    String owner = owners.putIfAbsent(digest.toLowerCase(Locale.ROOT), caller.name());
                    if (owner != null) {
                        spot.error("the same key as " + Shown.plain(owner), "a key of its own", "");
                    }
                });
            }
        });
    }

    private void checkNames() {
        for (String name : routes) {
            if (models.contains(name)) {
                Spot spot = root.at("routes").at(name);
                spot.errorAtKey("a model has this name", "a name that is no model's", "");
            }
        }
    }

    private void checkNothingMissing() {
        if (providers.isEmpty()) {
            root.warning("no providers", "at least one provider, for without one nothing can be served", "");
        } else if (models.isEmpty()) {
            root.warning("no models", "at least one model, for without one nothing can be asked for", "");
        }
        if (written(root.at("callers")).isEmpty()) {
            String what = "no callers: every request is answered with 401";
            root.warning(what, "at least one caller", "signalbox key new prints a key and the lines for it");
        }
    }

    private boolean isModel(String name) {
        return models.contains(name) || patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }

    private static void unknown(Spot spot, String what, String name, Set<String> names) {
        spot.error(what, listed(names), Nearest.phrase(name, names));
    }

    static String listed(Collection<String> names) {
        return listed(names, MOST_LISTED);
    }

    static String listed(Collection<String> names, int most) {
        List<String> some = names.stream().limit(most).map(Shown::plain).toList();
        String more = names.size() > most ? ", ..." : "";
        return some.isEmpty() ? "" : Problem.CHOICES + String.join(", ", some) + more;
    }
}
