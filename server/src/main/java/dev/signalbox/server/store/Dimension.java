package dev.signalbox.server.store;

import java.util.Arrays;
import java.util.Optional;

/** What reports can be grouped and filtered by. */
public enum Dimension {
    /** Our name of the model that answered, or was tried last. */
    MODEL("model"),
    /** Who asked. */
    CALLER("caller"),
    /** The route that was asked for. */
    ROUTE("route"),
    /** The hour of arrival, UTC, as {@code 2026-11-21T10:00Z}. */
    HOUR("hour"),
    /** The day of arrival, UTC, as {@code 2026-11-21}. */
    DAY("day"),
    /** The week of arrival, as ISO 8601 counts them: {@code 2026-W47}. */
    WEEK("week"),
    /** The month of arrival, UTC, as {@code 2026-11}. */
    MONTH("month"),
    /** Whose model it was. */
    PROVIDER("provider"),
    /** Whom the caller belongs to. */
    TENANT("tenant"),
    /** The plan of the caller. */
    PLAN("plan"),
    /** Which of the caller's own users asked. */
    USER("user"),
    /** The underlying model as the provider named it. */
    UPSTREAM("upstream"),
    /** The caller's dialect. */
    DIALECT("dialect"),
    /** The provider's dialect. */
    PROVIDER_DIALECT("provider-dialect"),
    /** The HTTP status that the caller was told; of an attempt, the provider's. */
    STATUS("status"),
    /** The code of the failure. */
    FAILURE("failure"),
    /** How the request ended; of an attempt, how that ended. */
    ENDING("ending"),
    /** Whether the answer was asked for as a stream: {@code true} or {@code false}. */
    STREAMED("streamed"),
    /** Our id of the request. */
    REQUEST("request");

    private final String word;

    Dimension(String word) {
        this.word = word;
    }

    /** The word as users write it. */
    public String word() {
        return word;
    }

    /** Whether its values are times. */
    public boolean isTime() {
        return this == HOUR || this == DAY || this == WEEK || this == MONTH;
    }

    /** The dimension of this word. */
    public static Optional<Dimension> of(String word) {
        return Arrays.stream(values()).filter(d -> d.word.equals(word)).findFirst();
    }
}
