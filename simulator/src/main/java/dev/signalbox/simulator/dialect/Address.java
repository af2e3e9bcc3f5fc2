package dev.signalbox.simulator.dialect;

import java.util.Optional;

/**
 * What the address of a request says beside its body.
 *
 * @param model the model, in the dialects whose paths name it
 */
public record Address(Optional<String> model, Purpose purpose) {
    /** The body says everything. */
    public static final Address OF_ANSWERS = new Address(Optional.empty(), Purpose.ANSWER);

    /** Tokens are to be counted; the body says of what. */
    public static final Address OF_COUNTS = new Address(Optional.empty(), Purpose.COUNT);

    /** What is wanted. */
    public enum Purpose {
        /** An answer; the body says whether it is to be streamed. */
        ANSWER,
        /** An answer in one piece. */
        WHOLE,
        /** An answer as a stream. */
        STREAM,
        /** The number of tokens. */
        COUNT
    }
}
