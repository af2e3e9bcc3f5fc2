package dev.signalbox.server.catalogue;

import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.PerSettings;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.settings.LifecycleSettings;
import dev.signalbox.server.settings.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds what a caller names: a route, a concrete model, or a model whose pattern fits. */
public final class Catalogue {
    private final PerSettings<Shelf> shelves = new PerSettings<>(Shelf::of);

    /**
     * The offer with this name.
     *
     * @throws Refused if nobody offers it (404), this caller may not use it (403), or it is retired (410). A name that does
     *     not exist is told apart from a forbidden one only to callers who may name it.
     */
    public Offer find(Exchange exchange, Caller caller) {
        return find(exchange.envelope().model(), caller, exchange.settings(), exchange.arrived());
    }

    Offer find(String asked, Caller caller, Settings settings, Instant now) {
        if (!caller.mayUse(asked)) {
            throw new Refused(new Failure.Forbidden(
                    "model_not_allowed",
                    "model: " + Failure.shown(asked)
                            + " (expected: a name that this key may use; /v1/models lists them)"));
        }
        Shelf shelf = shelves.of(settings);
        Offer offer = shelf.find(asked).orElseThrow(() -> new Refused(new Failure.UnknownModel(asked)));
        return shelf.ageless().contains(asked) ? offer : new Retirement(settings, now).living(offer);
    }

    /** All routes, with the targets that they have been given, whether those live or not. */
    public List<Offer.Routed> routes(Settings settings) {
        Shelf shelf = shelves.of(settings);
        return settings.routes().keySet().stream()
                .flatMap(name -> shelf.find(name).stream())
                .<Offer.Routed>mapMulti((offer, routes) -> {
                    if (offer instanceof Offer.Routed routed) {
                        routes.accept(routed);
                    }
                })
                .toList();
    }

    /**
     * What this caller may name now, in the order of the configuration: routes first. Patterns are listed as they are
     * written, what is retired is not.
     */
    public List<Listing> list(Caller caller, Settings settings, Instant now) {
        Shelf shelf = shelves.of(settings);
        Retirement retirement = new Retirement(settings, now);
        return shelf.listings().stream()
                .filter(listing -> caller.mayUse(listing.name()))
                .filter(listing -> retirement.lives(shelf, listing))
                .toList();
    }

    /**
     * The line of this name, also of one that fits a pattern; none if nobody offers it or this caller may not name it.
     *
     * @throws Refused if it is retired (410)
     */
    public Optional<Listing> listing(String asked, Caller caller, Settings settings, Instant now) {
        if (!caller.mayUse(asked)) {
            return Optional.empty();
        }
        shelves.of(settings).find(asked).ifPresent(new Retirement(settings, now)::living);
        return shelves.of(settings).listing(asked);
    }

    /**
     * One line of the list of models.
     *
     * @param owner who stands behind it: the owner, vendor or provider of a model, {@code signalbox} for a route
     * @param lifecycle how it goes away, if it does
     */
    public record Listing(String name, String owner, Kind kind, Optional<LifecycleSettings> lifecycle) {
        /** What a name stands for. */
        public enum Kind {
            /** A route. */
            ROUTE,
            /** A concrete model. */
            MODEL
        }
    }
}
