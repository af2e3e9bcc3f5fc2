package dev.signalbox.server.store;

import java.util.Arrays;

/** How entries are purged. The words are stored and shown. */
public enum Erasure {
    /** They are deleted, and taken out of all sums. */
    ERASE("erased"),
    /** They stay with their numbers; who it was is removed. */
    ANONYMISE("anonymised");

    private final String word;

    Erasure(String word) {
        this.word = word;
    }

    /** The word as it is stored and shown. */
    public String word() {
        return word;
    }

    /** The one with this word. */
    public static Erasure of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word.equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("erasure: \"" + word + "\" (expected: erased or anonymised)"));
    }
}
