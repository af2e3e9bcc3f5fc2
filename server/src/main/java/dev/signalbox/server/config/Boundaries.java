package dev.signalbox.server.config;

import dev.signalbox.server.settings.NamePattern;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of zones and classes of data: a route leads nowhere that its own zones forbid, and no word is a slip. */
final class Boundaries {
    private final Spot root;
    private final Spot models;
    private final Spot routes;

    Boundaries(Spot root) {
        this.root = root;
        this.models = root.at("models");
        this.routes = root.at("routes");
    }

    void check() {
        References.each(routes, this::checkRoute);
        Set<String> zones = said("zone");
        Set<String> classes = said("data-classes");
        References.each(routes, route -> warnOfSlips(route.at("zones"), "zone", zones));
        warnOfSlips(root.at(RouterSection.NAME).at(RouterSection.ZONES_NAME), "zone", zones);
        References.each(root.at("callers"), caller -> {
            warnOfSlips(caller.at("zones"), "zone", zones);
            warnOfSlips(caller.at("data-class"), "data class", classes);
        });
    }

    private void checkRoute(Spot route) {
        Set<String> zones = words(route.at("zones"));
        if (zones.isEmpty()) {
            return;
        }
        for (Spot spot : References.asked(route)) {
            References.word(spot).flatMap(name -> outside(name, zones)).ifPresent(what -> error(spot, what, zones));
        }
        for (Spot target : References.targets(route)) {
            Spot spot = target.at("model");
            References.word(spot).flatMap(name -> outside(name, zones)).ifPresent(what -> error(spot, what, zones));
            Spot pool = target.at("pool");
            References.word(pool)
                    .ifPresent(name -> References.targets(routes.at(name)).stream()
                            .flatMap(member -> References.word(member.at("model")).stream())
                            .flatMap(member -> outside(member, zones).stream())
                            .forEach(what -> error(pool, what, zones)));
        }
    }

    private static void error(Spot spot, String what, Set<String> zones) {
        spot.error(what, "the route's zones: " + String.join(", ", zones), "");
    }

    /** What is wrong with this model where only these zones are allowed. */
    private Optional<String> outside(String name, Set<String> zones) {
        return model(name).flatMap(model -> {
            Optional<String> zone = References.word(model.at("zone"));
            return zone.filter(zones::contains).isPresent()
                    ? Optional.empty()
                    : Optional.of(Shown.quoted(name)
                            + zone.map(where -> " is in the zone " + Shown.plain(where))
                                    .orElse(" has no zone"));
        });
    }

    private Optional<Spot> model(String name) {
        Set<String> written = References.written(models);
        return written.contains(name)
                ? Optional.of(models.at(name))
                : written.stream()
                        .filter(one -> one.endsWith("*") && NamePattern.isValid(one))
                        .filter(one -> new NamePattern(one).matches(name))
                        .max(Comparator.comparingInt(String::length))
                        .map(models::at);
    }

    private Set<String> said(String key) {
        return References.written(models).stream()
                .flatMap(name -> words(models.at(name).at(key)).stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> words(Spot spot) {
        return References.items(spot).stream()
                .flatMap(item -> References.word(item).stream())
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    private static void warnOfSlips(Spot spot, String what, Set<String> known) {
        for (Spot item : References.items(spot)) {
            References.word(item).filter(word -> !known.contains(word)).ifPresent(word -> {
                List<String> sorted = known.stream().sorted().toList();
                item.warning(
                        "no model has the " + what + " " + Shown.quoted(word),
                        sorted.isEmpty() ? "models that have one" : References.listed(sorted),
                        Nearest.phrase(word, new HashSet<>(sorted)));
            });
        }
    }
}
