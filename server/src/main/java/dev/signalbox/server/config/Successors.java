package dev.signalbox.server.config;

import dev.signalbox.server.settings.NamePattern;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules between what goes away and what takes its place: a successor exists, is another, and is there longer. */
final class Successors {
    private final Spot models;
    private final Spot routes;
    private final List<String> names;

    Successors(Spot root) {
        this.models = root.at("models");
        this.routes = root.at("routes");
        this.names = new ArrayList<>(References.written(routes));
        this.names.addAll(References.written(models));
    }

    void check() {
        References.each(models, this::check);
        References.each(routes, this::check);
    }

    private void check(Spot owner) {
        Spot spot = owner.at(LifecycleSection.NAME).at(LifecycleSection.SUCCESSOR);
        References.word(spot).filter(NamePattern::isValid).ifPresent(name -> check(owner, name, spot));
    }

    private void check(Spot owner, String name, Spot spot) {
        Optional<Spot> successor = entry(name);
        if (name.endsWith("*")) {
            spot.error(Shown.quoted(name), "one name, without *", "");
        } else if (successor.isEmpty()) {
            String what = "no route or model " + Shown.quoted(name);
            spot.error(what, References.listed(names), Nearest.phrase(name, names));
        } else if (comesBack(owner, successor.get())) {
            spot.error(Shown.quoted(name) + " leads back to " + Shown.quoted(owner.name()), "another name", "");
        } else {
            checkLives(owner, name, successor.get(), spot);
        }
    }

    private static void checkLives(Spot owner, String name, Spot successor, Spot spot) {
        Optional<LocalDate> own = sunset(owner);
        sunset(successor)
                .filter(end -> own.isEmpty() || !end.isAfter(own.get()))
                .ifPresent(end -> spot.error(
                        Shown.quoted(name) + " is retired itself on " + end,
                        "a name that is there " + own.map(day -> "after " + day).orElse("for good"),
                        ""));
    }

    private boolean comesBack(Spot owner, Spot successor) {
        Set<String> seen = new HashSet<>();
        Optional<Spot> next = Optional.of(successor);
        while (next.isPresent() && seen.add(next.get().name())) {
            if (next.get().name().equals(owner.name())) {
                return true;
            }
            next = References.word(next.get().at(LifecycleSection.NAME).at(LifecycleSection.SUCCESSOR))
                    .flatMap(this::entry);
        }
        return false;
    }

    private static Optional<LocalDate> sunset(Spot entry) {
        return References.word(entry.at(LifecycleSection.NAME).at(LifecycleSection.SUNSET))
                .flatMap(LifecycleSection::parse);
    }

    /** Where the name is written, or the longest beginning that it has. */
    private Optional<Spot> entry(String name) {
        if (routes.has(name) || models.has(name)) {
            return Optional.of(routes.has(name) ? routes.at(name) : models.at(name));
        }
        return References.written(models).stream()
                .filter(written -> written.endsWith("*") && NamePattern.isValid(written))
                .filter(written -> new NamePattern(written).matches(name))
                .max(Comparator.comparingInt(String::length))
                .map(models::at);
    }
}
