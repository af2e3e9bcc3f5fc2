package dev.signalbox.server.config;

import dev.signalbox.learn.predict.Weights;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.prices.Seller;
import dev.signalbox.server.settings.BranchSettings;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.LearnedNames;
import dev.signalbox.server.settings.LearnedSettings;
import dev.signalbox.server.settings.LearnedWeights;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.TargetSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules between learned routes and models: a route without a subset has the pool of its weights, the weights know every
 * model, and every model has a price.
 */
record LearnedRoutes(
        Map<String, ProviderSettings> providers, Map<String, ModelSettings> models, PriceBook prices, Instant now) {
    private static final int MOST_NEAR = 5;

    /** The routes, each with its models. */
    Map<String, RouteSettings> in(Map<String, RouteSettings> routes) {
        Map<String, RouteSettings> whole = new LinkedHashMap<>();
        routes.forEach((name, route) -> whole.put(name, in(route)));
        return whole;
    }

    /** Only models that are priced: what they cost decides. */
    private RouteSettings in(RouteSettings route) {
        if (!(route.choosing() instanceof Choosing.Learned(LearnedSettings by))
                || !route.targets().isEmpty()) {
            return route;
        }
        List<TargetSettings> targets = new ArrayList<>();
        for (String member : by.weights().weights().pool()) {
            models.values().stream()
                    .filter(model -> !model.isPattern() && isPriced(model, model.name()))
                    .filter(model -> LearnedNames.of(by, model, model.name())
                            .filter(member::equals)
                            .isPresent())
                    .map(model -> TargetSettings.of(model.name()))
                    .forEach(targets::add);
        }
        return route.withBranches(List.of(new BranchSettings("", LearnedSection.PLACE, targets)));
    }

    void check(Map<String, RouteSettings> routes, Spot spot) {
        routes.forEach((name, route) -> {
            if (route.choosing() instanceof Choosing.Learned(LearnedSettings by)) {
                check(route, by, spot.at(name));
            }
        });
    }

    private void check(RouteSettings route, LearnedSettings by, Spot spot) {
        Weights weights = by.weights().weights();
        by.knownAs().forEach((name, known) -> {
            if (!weights.knows(known)) {
                unknown(known, List.of(known), by.weights(), spot.at("known-as").at(name));
            }
        });
        if (route.targets().isEmpty()) {
            checkPool(in(route), weights, spot);
            return;
        }
        Spot subset = spot.at(LearnedSection.PLACE);
        List<TargetSettings> targets = route.targets();
        for (int i = 0; i < targets.size(); i++) {
            String name = targets.get(i).name();
            Optional<ModelSettings> model = model(name);
            if (model.isEmpty()) {
                continue;
            }
            Spot item = subset.item(i);
            if (LearnedNames.of(by, model.get(), name).isEmpty()
                    && !by.knownAs().containsKey(name)) {
                unknown(name, LearnedNames.tried(model.get(), name), by.weights(), item);
            }
            if (!isPriced(model.get(), name)) {
                item.error(
                        Shown.quoted(name) + " has no price",
                        "a price, for what a model costs decides",
                        "write models." + Shown.plain(model.get().name()) + ".price");
            }
        }
    }

    private static void checkPool(RouteSettings pooled, Weights weights, Spot spot) {
        int members = pooled.targets().size();
        if (members == 0) {
            spot.errorAtKey(
                    "no models, and none that is configured is in the pool of the weights " + weights.version(),
                    References.listed(weights.pool()),
                    "write models: [NAME, NAME]");
        } else if (members == 1) {
            spot.warning(
                    "one model of the pool of the weights " + weights.version() + " is configured: "
                            + pooled.targets().getFirst().name(),
                    "two or more: there is nothing to choose, and nobody to fail over to",
                    "");
        }
    }

    /** @param tried all names by which it might have been known */
    private static void unknown(String name, List<String> tried, LearnedWeights weights, Spot spot) {
        List<String> known = weights.weights().models();
        List<String> others = tried.stream()
                .filter(other -> !other.equals(name))
                .map(Shown::quoted)
                .toList();
        String also = others.isEmpty() ? "" : ", nor is " + String.join(" or ", others);
        String near = tried.stream()
                .map(each -> Nearest.phrase(each, known))
                .filter(phrase -> !phrase.isEmpty())
                .findFirst()
                .map(phrase -> phrase + " ")
                .orElse("");
        String all = weights.written()
                .map(written -> "signalbox router show --weights " + Shown.plain(written))
                .orElse("signalbox router show");
        spot.error(
                Shown.quoted(name) + " is not known to the weights " + weights.version() + also,
                References.listed(Nearest.first(tried.getFirst(), known), MOST_NEAR),
                near + all + " lists all; name it under known-as, or add it with signalbox router calibrate");
    }

    private Optional<ModelSettings> model(String name) {
        ModelSettings exact = models.get(name);
        return exact != null
                ? Optional.of(exact)
                : models.values().stream()
                        .filter(model -> model.isPattern() && model.matches(name))
                        .max(Comparator.comparingInt(model -> model.name().length()));
    }

    private boolean isPriced(ModelSettings model, String name) {
        return prices.price(
                        model,
                        Optional.ofNullable(providers.get(model.provider())).flatMap(Seller::of),
                        model.upstreamId(name),
                        now)
                .isPresent();
    }
}
