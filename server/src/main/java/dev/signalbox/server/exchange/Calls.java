package dev.signalbox.server.exchange;

import java.time.Duration;

/** Calls that a stage makes of its own while it works on a request. They are held, settled and recorded in its account. */
@FunctionalInterface
public interface Calls {
    /** Nobody is called. */
    Calls NONE = (_, _, _, _) -> new Said.Nothing("no calls can be made");

    /**
     * Asks one target once. Blocks until it answered or failed, or the patience is over.
     *
     * @throws Refused if the caller of the request went away, or nothing can be recorded
     */
    Said ask(Exchange exchange, Holds holds, Target target, Question question);

    /**
     * What is asked.
     *
     * @param role what the model is asked as, one word; its health in this role is its own
     * @param instructions said by us
     * @param text what they are about, which may come from anybody
     * @param maxOutput the most tokens of the answer
     */
    record Question(String role, String instructions, String text, long maxOutput, Duration patience) {}

    /** What came back. */
    sealed interface Said {
        /** An answer. */
        record Told(String text) implements Said {}

        /** None, because of this. */
        record Nothing(String why) implements Said {}
    }
}
