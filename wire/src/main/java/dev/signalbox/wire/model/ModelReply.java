package dev.signalbox.wire.model;

import java.util.List;
import java.util.Optional;

/**
 * One whole answer, in no dialect.
 *
 * @param id the provider's id of the answer
 * @param model the underlying model as the provider names it
 * @param created seconds since 1970, absent where the provider does not say
 * @param usage absent where the provider does not say
 */
public record ModelReply(
        String id,
        String model,
        Optional<Long> created,
        List<Content> content,
        Stop stop,
        Optional<Usage> usage,
        Extra extra) {
    /** Takes a defensive copy. */
    public ModelReply {
        content = List.copyOf(content);
    }
}
