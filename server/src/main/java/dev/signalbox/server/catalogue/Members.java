package dev.signalbox.server.catalogue;

import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.LifecycleSettings;
import dev.signalbox.server.settings.LifecycleSettings.Stage;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a configuration can send to: each concrete model once, however many routes lead to it.
 *
 * @param members in the order in which they are written, those of routes first
 * @param unnamed what cannot be asked, each with its reason
 */
public record Members(List<Member> members, List<Unnamed> unnamed) {
    /** Takes defensive copies. */
    public Members {
        members = List.copyOf(members);
        unnamed = List.copyOf(unnamed);
    }

    /**
     * One concrete model.
     *
     * @param routes which lead to it
     * @param nameable whether callers may ask for it by its own name
     */
    public record Member(Target target, List<String> routes, boolean nameable) {
        /** Takes a defensive copy. */
        public Member {
            routes = List.copyOf(routes);
        }

        /** Our name of it. */
        public String name() {
            return target.name();
        }
    }

    /** A model that nobody can ask whether it answers. */
    public record Unnamed(String name, String reason) {}

    /** What these settings name at this moment. */
    public static Members of(Settings settings, Instant now) {
        Shelf shelf = Shelf.of(settings);
        Map<String, Target> targets = new LinkedHashMap<>();
        Map<String, List<String>> routes = new LinkedHashMap<>();
        for (RouteSettings route : settings.routes().values()) {
            targets(shelf, route).forEach(target -> {
                targets.putIfAbsent(target.name(), target);
                List<String> leading = routes.computeIfAbsent(target.name(), _ -> new ArrayList<>());
                if (!leading.contains(route.name())) {
                    leading.add(route.name());
                }
            });
        }
        for (ModelSettings model : settings.models().values()) {
            if (shelf.byName().get(model.name()) instanceof Offer.Direct direct) {
                targets.putIfAbsent(model.name(), direct.target());
            }
        }
        List<Member> members = new ArrayList<>();
        List<Unnamed> unnamed = new ArrayList<>();
        targets.forEach((name, target) -> retired(target, now)
                .ifPresentOrElse(
                        reason -> unnamed.add(new Unnamed(name, reason)),
                        () -> members.add(new Member(
                                target,
                                routes.getOrDefault(name, List.of()),
                                settings.models().containsKey(name)))));
        settings.models().values().stream()
                .filter(ModelSettings::isPattern)
                .forEach(pattern -> unnamed.add(new Unnamed(pattern.name(), reason(pattern, members))));
        return new Members(members, unnamed);
    }

    /** Those of them that these routes lead to; of all routes and models where none is given. */
    public Members of(List<String> routes) {
        return routes.isEmpty()
                ? this
                : new Members(
                        members.stream()
                                .filter(member -> member.routes().stream().anyMatch(routes::contains))
                                .toList(),
                        List.of());
    }

    private static List<Target> targets(Shelf shelf, RouteSettings route) {
        return shelf.byName().get(route.name()) instanceof Offer.Routed routed
                ? routed.targets().toList()
                : List.of();
    }

    private static Optional<String> retired(Target target, Instant now) {
        Optional<LifecycleSettings> lifecycle = target.model().lifecycle();
        return lifecycle
                .filter(going -> going.stage(now) == Stage.RETIRED)
                .map(going ->
                        "retired" + going.sunset().map(day -> " since " + day).orElse(""));
    }

    private static String reason(ModelSettings pattern, List<Member> members) {
        boolean named = members.stream()
                .anyMatch(member -> member.target().model().name().equals(pattern.name()));
        return named
                ? "stands for many names; only those that routes name are asked"
                : "stands for many names, and no route names one";
    }
}
