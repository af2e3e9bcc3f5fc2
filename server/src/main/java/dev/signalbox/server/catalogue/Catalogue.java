package dev.signalbox.server.catalogue;

import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.PerSettings;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.settings.Settings;
import java.util.List;
import java.util.Optional;

/** Finds what a caller names: a route, a concrete model, or a model whose pattern fits. */
public final class Catalogue {
    private final PerSettings<Shelf> shelves = new PerSettings<>(Shelf::of);

    /**
     * The offer with this name.
     *
     * @throws Refused if nobody offers it (404) or this caller may not use it (403). A name that does not exist is told apart
     *     from a forbidden one only to callers who may name it.
     */
    public Offer find(String asked, Caller caller, Settings settings) {
        if (!caller.mayUse(asked)) {
            throw new Refused(new Failure.Forbidden(
                    "model_not_allowed",
                    "model: " + Failure.shown(asked)
                            + " (expected: a name that this key may use; /v1/models lists them)"));
        }
        return shelves.of(settings).find(asked).orElseThrow(() -> new Refused(new Failure.UnknownModel(asked)));
    }

    /** What this caller may name, in the order of the configuration: routes first. Patterns are listed as they are written. */
    public List<Listing> list(Caller caller, Settings settings) {
        return shelves.of(settings).listings().stream()
                .filter(listing -> caller.mayUse(listing.name()))
                .toList();
    }

    /** The line of this name, also of one that fits a pattern; none if nobody offers it or this caller may not name it. */
    public Optional<Listing> listing(String asked, Caller caller, Settings settings) {
        return caller.mayUse(asked) ? shelves.of(settings).listing(asked) : Optional.empty();
    }

    /**
     * One line of the list of models.
     *
     * @param owner who stands behind it: the owner, vendor or provider of a model, {@code signalbox} for a route
     */
    public record Listing(String name, String owner, Kind kind) {
        /** What a name stands for. */
        public enum Kind {
            /** A route. */
            ROUTE,
            /** A concrete model. */
            MODEL
        }
    }
}
