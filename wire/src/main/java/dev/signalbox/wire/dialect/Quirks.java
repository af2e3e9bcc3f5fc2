package dev.signalbox.wire.dialect;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * In what a provider differs from the owner of the dialect that it speaks. Data, so that a further provider is a further row
 * and not a further branch.
 *
 * @param outputCap the one name under which it takes the cap on output; absent where the model decides
 * @param refused top-level fields of a request that it answers with an error
 * @param toolIds the only ids of tool calls that it takes; absent where the dialect decides
 * @param imageAddresses whether it fetches images from addresses by itself
 * @param streamOptions whether it takes {@code stream_options}; where not, it tells its usage unasked or not at all
 * @param reasoningField the field of an assistant's message in which it wants its readable reasoning back; absent where the
 *     dialect decides
 */
public record Quirks(
        Optional<String> outputCap,
        Set<String> refused,
        Optional<Pattern> toolIds,
        boolean imageAddresses,
        boolean streamOptions,
        Optional<String> reasoningField) {
    private static final Quirks NONE =
            new Quirks(Optional.empty(), Set.of(), Optional.empty(), true, true, Optional.empty());

    /** Takes a defensive copy. */
    public Quirks {
        refused = Set.copyOf(refused);
    }

    /** A provider that does all as the owner of the dialect. */
    public static Quirks none() {
        return NONE;
    }
}
