package dev.signalbox.server.catalogue;

import dev.signalbox.server.catalogue.Catalogue.Listing;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Skipped;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.LifecycleSettings;
import dev.signalbox.server.settings.LifecycleSettings.Stage;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is left of offers at one moment, when all that is retired is taken away. */
record Retirement(Settings settings, Instant now) {

    /**
     * The offer, with the targets that live.
     *
     * @throws Refused if nothing of it lives
     */
    Offer living(Offer offer) {
        Optional<LifecycleSettings> end = end(offer);
        if (end.isPresent()) {
            LifecycleSettings ended = end.get();
            throw new Refused(new Failure.Retired(
                    offer.asked(),
                    ended.sunsetAt().orElse(now),
                    successor(ended).filter(name -> !name.equals(offer.asked())),
                    ended.link()));
        }
        return switch (offer) {
            case Offer.Direct direct -> direct;
            case Offer.Routed routed -> living(routed);
        };
    }

    private Offer living(Offer.Routed route) {
        if (!route.hasTarget(route.branches().size(), this::isRetired)) {
            return route;
        }
        List<Skipped> retired = new ArrayList<>(route.retired());
        route.targets()
                .filter(this::isRetired)
                .forEach(target ->
                        retired.add(new Skipped(target, Skipped.Kind.RETIRED, "retired" + since(target.model()))));
        List<Offer.Branch> living = route.branches().stream()
                .map(branch -> new Offer.Branch(
                        branch.label(),
                        branch.choices().stream().flatMap(this::living).toList()))
                .toList();
        return new Offer.Routed(route.asked(), route.route(), living, retired);
    }

    private Stream<Offer.Choice> living(Offer.Choice choice) {
        return switch (choice) {
            case Offer.Choice.One one -> isRetired(one.target()) ? Stream.empty() : Stream.of(one);
            case Offer.Choice.Pool pool -> {
                List<Target> members = pool.members().stream()
                        .filter(target -> !isRetired(target))
                        .toList();
                yield members.isEmpty()
                        ? Stream.empty()
                        : Stream.of(new Offer.Choice.Pool(pool.rules(), pool.pool(), members));
            }
        };
    }

    private static String since(ModelSettings model) {
        return model.lifecycle()
                .flatMap(LifecycleSettings::sunset)
                .map(day -> " on " + day)
                .orElse("");
    }

    /** Whether this line of the list stands for something that lives. */
    boolean lives(Shelf shelf, Listing listing) {
        Offer offer = shelf.byName().get(listing.name());
        return offer == null ? !isRetired(listing.lifecycle()) : end(offer).isEmpty();
    }

    /** How the offer ended, if it did: by its own word, or because the last of its models is gone. */
    Optional<LifecycleSettings> end(Offer offer) {
        if (isRetired(offer.lifecycle())) {
            return offer.lifecycle();
        }
        return switch (offer) {
            case Offer.Direct _ -> Optional.empty();
            case Offer.Routed route ->
                !route.hasTarget(route.route().branches().size(), target -> !isRetired(target))
                        ? usual(route)
                                .flatMap(target -> target.model().lifecycle().stream())
                                .max(Comparator.comparing(
                                        lifecycle -> lifecycle.sunsetAt().orElse(now)))
                        : Optional.empty();
        };
    }

    /** Without those that serve only what the others cannot hold: they are no route by themselves. */
    private static Stream<Target> usual(Offer.Routed route) {
        return route.branches().stream()
                .limit(route.route().branches().size())
                .flatMap(branch -> branch.choices().stream())
                .flatMap(Offer.Choice::targets);
    }

    /** The first successor on the way that lives. */
    private Optional<String> successor(LifecycleSettings from) {
        Optional<String> name = from.successor();
        for (int steps = 0;
                name.isPresent()
                        && steps <= settings.models().size() + settings.routes().size();
                steps++) {
            Optional<LifecycleSettings> its = settings.lifecycle(name.get());
            if (!isRetired(its)) {
                return name;
            }
            name = its.flatMap(LifecycleSettings::successor);
        }
        return Optional.empty();
    }

    private boolean isRetired(Target target) {
        return isRetired(target.model().lifecycle());
    }

    private boolean isRetired(Optional<LifecycleSettings> lifecycle) {
        return lifecycle.isPresent() && lifecycle.get().stage(now) == Stage.RETIRED;
    }
}
