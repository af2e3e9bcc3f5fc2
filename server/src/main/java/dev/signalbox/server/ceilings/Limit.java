package dev.signalbox.server.ceilings;

/** What a target can have too much of. */
public enum Limit {
    /** Requests at once. */
    CONCURRENCY("concurrency"),
    /** Requests in a minute. */
    REQUESTS("requests"),
    /** Tokens in a minute. */
    TOKENS("tokens"),
    /** What its provider told of a limit. */
    TOLD("told");

    private final String word;

    Limit(String word) {
        this.word = word;
    }

    /** As metrics name it. */
    public String word() {
        return word;
    }
}
