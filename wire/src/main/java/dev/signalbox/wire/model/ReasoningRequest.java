package dev.signalbox.wire.model;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much the model shall think before it answers.
 *
 * @param mode how thinking was asked for
 * @param effort none, minimal, low, medium, high, xhigh or max; open, because providers add words
 * @param budget tokens to think with
 */
public record ReasoningRequest(Mode mode, Optional<String> effort, OptionalLong budget) {
    /** How thinking was asked for. */
    public enum Mode {
        /** Explicitly off. */
        OFF,
        /** By an effort word alone. */
        EFFORT,
        /** On, with a budget of tokens. */
        BUDGET,
        /** On, as much as the model finds right; an effort may bound it. */
        ADAPTIVE
    }
}
