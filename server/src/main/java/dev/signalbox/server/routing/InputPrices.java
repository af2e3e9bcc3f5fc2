package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Target;
import java.util.OptionalLong;

/** What the input of a request costs at a target. */
@FunctionalInterface
public interface InputPrices {
    /** Of nobody's price anything is known. */
    InputPrices UNKNOWN = (_, _, _) -> OptionalLong.empty();

    /**
     * In nano-dollars; empty if nobody knows the price.
     *
     * @param tokens of the input, those that are cached among them
     * @param cached how many of them the provider has in its cache
     */
    OptionalLong cost(Target target, long tokens, long cached);
}
