package dev.signalbox.server.store;

import java.util.Arrays;
import java.util.Optional;

/** What usage can be summed up by. */
public enum Dimension {
    /** Our name of the model that answered, or was tried last. */
    MODEL("model"),
    /** Who asked. */
    CALLER("caller"),
    /** The route that was asked for. */
    ROUTE("route"),
    /** The day of arrival, UTC, as {@code 2026-11-21}. */
    DAY("day"),
    /** Whose model it was. */
    PROVIDER("provider"),
    /** Whom the caller belongs to. */
    TENANT("tenant");

    private final String word;

    Dimension(String word) {
        this.word = word;
    }

    /** The word as users write it. */
    public String word() {
        return word;
    }

    /** The dimension of this word. */
    public static Optional<Dimension> of(String word) {
        return Arrays.stream(values()).filter(d -> d.word.equals(word)).findFirst();
    }
}
