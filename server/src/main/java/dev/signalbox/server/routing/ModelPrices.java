package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Target;
import java.util.Optional;

/** What models cost, as those compare that pick one. */
@FunctionalInterface
public interface ModelPrices {
    /** Of nobody's price anything is known. */
    ModelPrices UNKNOWN = _ -> Optional.empty();

    /** The rates of this target for requests of usual size; empty if nobody knows them. */
    Optional<Rates> of(Target target);

    /** Dollars per million tokens. */
    record Rates(double input, double output, double cached) {}
}
