package dev.signalbox.server.catalogue;

import dev.signalbox.server.catalogue.Catalogue.Listing;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Refused;
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
        if (route.targets().stream().noneMatch(target -> isRetired(target.model()))) {
            return route;
        }
        List<Target> living = new ArrayList<>();
        List<Candidate> retired = new ArrayList<>(route.retired());
        for (Target target : route.targets()) {
            if (isRetired(target.model())) {
                retired.add(new Candidate(target, "retired" + since(target.model())));
            } else {
                living.add(target);
            }
        }
        return new Offer.Routed(route.asked(), route.route(), living, retired);
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
                route.targets().stream().allMatch(target -> isRetired(target.model()))
                        ? route.targets().stream()
                                .flatMap(target -> target.model().lifecycle().stream())
                                .max(Comparator.comparing(
                                        lifecycle -> lifecycle.sunsetAt().orElse(now)))
                        : Optional.empty();
        };
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

    private boolean isRetired(ModelSettings model) {
        return isRetired(model.lifecycle());
    }

    private boolean isRetired(Optional<LifecycleSettings> lifecycle) {
        return lifecycle.isPresent() && lifecycle.get().stage(now) == Stage.RETIRED;
    }
}
