package dev.signalbox.server.store;

import java.util.List;

/** How an attempt ended. The words are stored and shown. */
public enum AttemptOutcome {
    /** It is the answer. */
    SERVED("served"),
    /** It is the answer, but it broke. */
    BROKEN("broken"),
    /** It failed before the caller saw anything of it. */
    FAILED("failed"),
    /** It was given up because the caller left or another attempt won. */
    CANCELLED("cancelled"),
    /** The process died while it ran. */
    LOST("lost");

    private final String word;

    AttemptOutcome(String word) {
        this.word = word;
    }

    /**
     * The one with this word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static AttemptOutcome of(String word) {
        for (AttemptOutcome one : values()) {
            if (one.word.equals(word)) {
                return one;
            }
        }
        throw new IllegalArgumentException("outcome: \"" + word + "\" (expected: one of " + List.of(values()) + ")");
    }

    /** The word as it is stored and shown. */
    public String word() {
        return word;
    }
}
