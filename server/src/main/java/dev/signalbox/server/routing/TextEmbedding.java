package dev.signalbox.server.routing;

import java.time.Duration;

/** Turns a prompt into the numbers that trained weights read. Safe for use by many threads. */
@FunctionalInterface
public interface TextEmbedding {
    /** There is none. */
    TextEmbedding NONE = (_, _, _) -> new Made.Off();

    /**
     * The embedding of a prompt, waited for no longer than the budget. Never throws.
     *
     * @param system what the model is told before the conversation, or an empty text
     * @param user the last turn of the user, or an empty text
     */
    Made of(String system, String user, Duration budget);

    /** What came of it. */
    sealed interface Made {
        /** The numbers. */
        @SuppressWarnings("ArrayRecordComponent") // read once, where it is made
        record Vector(float[] values) implements Made {}

        /**
         * The numbers, as they were read from the prompt when it came; the prompt itself is gone.
         *
         * @param surface what was counted on its surface
         */
        @SuppressWarnings("ArrayRecordComponent") // read once, where it is made
        record Recorded(float[] values, float[] surface) implements Made {}

        /** It was not there in time. */
        record Late() implements Made {}

        /** It cannot be made. */
        record Broken(String why) implements Made {}

        /** Nobody makes any. */
        record Off() implements Made {}
    }
}
