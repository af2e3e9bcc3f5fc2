package dev.signalbox.server.store;

import java.util.List;

/** Where a usage comes from. The words are stored and shown. */
public enum UsageSource {
    /** The provider reported it. */
    REPORTED("reported"),
    /** It is our estimate, in whole or in part. */
    ESTIMATED("estimated"),
    /** Nothing was used. */
    NONE("none");

    private final String word;

    UsageSource(String word) {
        this.word = word;
    }

    /**
     * The one with this word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static UsageSource of(String word) {
        for (UsageSource one : values()) {
            if (one.word.equals(word)) {
                return one;
            }
        }
        throw new IllegalArgumentException("source: \"" + word + "\" (expected: one of " + List.of(values()) + ")");
    }

    /** The word as it is stored and shown. */
    public String word() {
        return word;
    }
}
