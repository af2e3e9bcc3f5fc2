package dev.signalbox.server.store;

import java.util.List;

/** How an exchange ended. The words are stored and shown. */
public enum EndedAs {
    /** The answer was complete. */
    COMPLETE("complete"),
    /** The answer broke after it had begun. */
    BROKEN("broken"),
    /** The caller left. */
    CALLER_GONE("caller_gone"),
    /** It was answered by an error, ours or the last provider's. */
    REFUSED("refused"),
    /** The process died in the middle; the exchange was closed at the next start and charged at its hold. */
    LOST("lost");

    private final String word;

    EndedAs(String word) {
        this.word = word;
    }

    /**
     * The one with this word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static EndedAs of(String word) {
        for (EndedAs one : values()) {
            if (one.word.equals(word)) {
                return one;
            }
        }
        throw new IllegalArgumentException("way to end: \"" + word + "\" (expected: one of " + List.of(values()) + ")");
    }

    /** The word as it is stored and shown. */
    public String word() {
        return word;
    }

    /** Whether the caller did not get what it asked for, through no fault of its own connection. */
    public boolean isFailure() {
        return this == BROKEN || this == REFUSED || this == LOST;
    }
}
