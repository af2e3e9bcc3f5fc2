package dev.signalbox.server.catalogue;

import dev.signalbox.server.catalogue.Catalogue.Listing;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.NamePattern;
import dev.signalbox.server.settings.OverflowSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.TargetSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The offers of one configuration, laid out for look-up by name.
 *
 * @param ageless the names of those of which nothing ever goes away, so that a request need not look at all their targets
 */
record Shelf(
        Map<String, Offer> byName,
        Set<String> ageless,
        List<ModelSettings> patterns,
        Settings settings,
        List<Listing> listings) {

    static Shelf of(Settings settings) {
        List<ModelSettings> patterns = settings.models().values().stream()
                .filter(ModelSettings::isPattern)
                .sorted(Comparator.comparingInt((ModelSettings m) -> m.name().length())
                        .reversed())
                .toList();
        Shelf empty = new Shelf(Map.of(), Set.of(), patterns, settings, List.of());
        Map<String, Offer> byName = new HashMap<>();
        List<Listing> listings = new ArrayList<>();
        for (RouteSettings route : settings.routes().values()) {
            byName.put(route.name(), empty.routed(route));
            listings.add(new Listing(route.name(), "signalbox", Listing.Kind.ROUTE, route.lifecycle()));
        }
        for (ModelSettings model : settings.models().values()) {
            if (!model.isPattern()) {
                byName.put(model.name(), empty.direct(model.name(), model));
            }
            listings.add(listing(model.name(), model));
        }
        Set<String> ageless = byName.values().stream()
                .filter(Shelf::isAgeless)
                .map(Offer::asked)
                .collect(Collectors.toUnmodifiableSet());
        return new Shelf(Map.copyOf(byName), ageless, patterns, settings, List.copyOf(listings));
    }

    private static boolean isAgeless(Offer offer) {
        return offer.lifecycle().isEmpty()
                && switch (offer) {
                    case Offer.Direct _ -> true;
                    case Offer.Routed routed ->
                        !routed.hasTarget(
                                routed.branches().size(),
                                target -> target.model().lifecycle().isPresent());
                };
    }

    private static Listing listing(String name, ModelSettings model) {
        return new Listing(
                name, model.owner().or(model::vendor).orElse(model.provider()), Listing.Kind.MODEL, model.lifecycle());
    }

    Optional<Offer> find(String asked) {
        return Optional.ofNullable(byName.get(asked)).or(() -> fitting(asked).map(model -> direct(asked, model)));
    }

    Optional<Listing> listing(String asked) {
        return listings.stream()
                .filter(listing -> listing.name().equals(asked))
                .findFirst()
                .or(() -> fitting(asked).map(model -> listing(asked, model)));
    }

    /** A name that no configuration could hold is nobody's, whatever it begins with; a pattern is not a name to ask for. */
    private Optional<ModelSettings> fitting(String name) {
        if (!NamePattern.isValid(name) || name.indexOf('*') >= 0) {
            return Optional.empty();
        }
        return patterns.stream().filter(pattern -> pattern.matches(name)).findFirst();
    }

    private Offer direct(String asked, ModelSettings model) {
        return new Offer.Direct(asked, target(model, asked, TargetSettings.of(asked)));
    }

    private Offer routed(RouteSettings route) {
        List<Offer.Branch> branches = new ArrayList<>(route.branches().stream()
                .map(branch -> new Offer.Branch(
                        branch.label(),
                        branch.targets().stream().map(this::choice).toList()))
                .toList());
        List<TargetSettings> overflow = route.overflow().targets();
        if (!overflow.isEmpty()) {
            branches.add(new Offer.Branch(
                    OverflowSettings.LABEL, overflow.stream().map(this::choice).toList()));
        }
        return new Offer.Routed(route.name(), route, branches, List.of());
    }

    private Offer.Choice choice(TargetSettings rules) {
        if (!rules.pool()) {
            return new Offer.Choice.One(target(rules));
        }
        RouteSettings pool = settings.routes().get(rules.name());
        if (pool == null) {
            throw new IllegalStateException("settings were not checked: no route " + rules.name());
        }
        return new Offer.Choice.Pool(
                rules, pool, pool.targets().stream().map(this::target).toList());
    }

    private Target target(TargetSettings rules) {
        String name = rules.modelName()
                .orElseThrow(() -> new IllegalStateException("settings were not checked: a pool in a pool"));
        ModelSettings exact = settings.models().get(name);
        ModelSettings model = exact != null
                ? exact
                : fitting(name)
                        .orElseThrow(() -> new IllegalStateException("settings were not checked: no model " + name));
        return target(model, name, rules);
    }

    private Target target(ModelSettings model, String name, TargetSettings rules) {
        ProviderSettings provider = settings.providers().get(model.provider());
        if (provider == null) {
            throw new IllegalStateException("settings were not checked: no provider " + model.provider());
        }
        return new Target(name, model, provider, model.upstreamId(name), rules);
    }
}
