package dev.signalbox.server.routing;

import dev.signalbox.learn.choice.Mode;
import dev.signalbox.server.settings.AffinityStrategy;
import java.util.List;
import java.util.Optional;

/**
 * What the caller of one request wishes of a learned route.
 *
 * @param models the only ones that may serve, by any of their names; absent where all of the subset may
 * @param requireParameters whether only models serve that support every parameter
 * @param affinity how the conversation stays with its model
 * @param session what the caller calls the conversation
 * @param told whether the answer shall tell of the selection
 * @param inBody whether some of it was written in the body, which providers must not see
 */
record Controls(
        Optional<Mode> mode,
        Optional<List<String>> models,
        Optional<Boolean> requireParameters,
        Optional<AffinityStrategy> affinity,
        Optional<Named> session,
        boolean told,
        boolean inBody) {
    /**
     * A name of a conversation.
     *
     * @param source where it was written: {@code session_id} or {@code header}
     */
    record Named(String id, String source) {}
}
