package dev.signalbox.server.settings;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a rule asks of a request: all of it must hold.
 *
 * @param who who asks
 * @param metadata by name, words of the request's metadata
 * @param headers by name, values of its header fields
 * @param dataClasses classes of its data, one of which it must have
 * @param regions where this gateway runs
 * @param zones where in the region this gateway runs
 * @param dialects what the caller speaks
 * @param asks what the request asks for
 * @param inputOver estimated input tokens, of which it must have more
 */
public record ConditionSettings(
        Who who,
        Map<String, Matching> metadata,
        Map<String, Matching> headers,
        Matching dataClasses,
        Matching regions,
        Matching zones,
        Matching dialects,
        Asks asks,
        OptionalLong inputOver) {

    /** Takes defensive copies. */
    public ConditionSettings {
        metadata = Checks.inOrder(metadata);
        headers = Checks.inOrder(headers);
    }

    /** Who asks. */
    public record Who(Matching callers, Matching tenants, Matching plans, Matching teams) {
        private static final Who ANYBODY =
                new Who(Matching.anything(), Matching.anything(), Matching.anything(), Matching.anything());
    }

    /** What is asked for, or not; absent where it makes no difference. */
    public record Asks(
            Optional<Boolean> stream, Optional<Boolean> tools, Optional<Boolean> images, Optional<Boolean> json) {
        private static final Asks ANYTHING =
                new Asks(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether every request fits, because nothing is asked. */
    public boolean isEmpty() {
        return who.equals(Who.ANYBODY)
                && asks.equals(Asks.ANYTHING)
                && metadata.isEmpty()
                && headers.isEmpty()
                && dataClasses.isAnything()
                && regions.isAnything()
                && zones.isAnything()
                && dialects.isAnything()
                && inputOver.isEmpty();
    }
}
