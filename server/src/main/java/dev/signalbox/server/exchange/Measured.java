package dev.signalbox.server.exchange;

import dev.signalbox.wire.model.Usage;
import java.util.Optional;

/**
 * What an answer says of itself when it is over.
 *
 * @param model the underlying model as the provider names it
 * @param usage what the provider reported, absent if it never did
 * @param contentBytes bytes of text, reasoning and tool arguments that were relayed: the measure for an estimate
 * @param stop the provider's word for why the model stopped; empty if it did not
 */
public record Measured(Optional<String> model, Optional<Usage> usage, long contentBytes, String stop) {
    /** An attempt that brought nothing. */
    public static final Measured NOTHING = new Measured(Optional.empty(), Optional.empty(), 0, "");
}
