package dev.signalbox.server.routing;

import java.time.Duration;

/** Is told what learned routes decide. Short, never blocking; all words but the names of routes and models are few. */
public interface LearnedObserver {
    /** Nobody listens. */
    LearnedObserver NONE = new LearnedObserver() {};

    /**
     * A model was picked.
     *
     * @param model our name of it, as it is configured
     * @param mode that held
     * @param basis why it is the first
     */
    default void picked(String route, String model, String mode, String basis) {}

    /** A decision was made within this time. */
    default void decided(String route, Duration took) {}

    /**
     * A prompt was to be embedded.
     *
     * @param outcome {@code embedded}, {@code late}, {@code broken} or {@code off}
     */
    default void embedded(String route, String outcome) {}

    /**
     * A model was picked for a prompt.
     *
     * @param requestId our id of the request
     * @param system what the model is told before the conversation, bounded
     * @param user the last turn of the user, with the tools that are offered
     * @param tokens estimated tokens of the whole prompt
     */
    default void judged(String requestId, String system, String user, int tokens) {}

    /**
     * A request of a conversation was planned.
     *
     * @param decision {@code initialize}, {@code retain} or {@code switch}
     */
    default void associated(String route, String decision) {}
}
