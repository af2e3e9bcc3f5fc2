package dev.signalbox.server.fetch;

import java.util.Locale;

/** What came of one address. The names are bounded, so that they can be counted. */
public enum Outcome {
    /** Its bytes are here. */
    FETCHED,
    /** It may not be read, or nobody knows its host. Nothing more is told: the difference would show what is inside. */
    REFUSED,
    /** No connection, or no whole answer. */
    UNREACHABLE,
    /** Not answered in time. */
    TIMEOUT,
    /** Answered with an error, or sent on too often. */
    STATUS,
    /** More bytes than are taken. */
    TOO_LARGE,
    /** Neither a picture nor a PDF. */
    NOT_MEDIA,
    /** The caller left, or the request ran out of time. */
    ABANDONED;

    /** The stable word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
