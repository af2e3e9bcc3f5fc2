package dev.signalbox.server.settings;

/** The way in which a route orders its targets. */
public enum Strategy implements Word {
    /** Exactly one target. */
    STATIC("static"),
    /** Groups of targets, the lowest priority number first; weights inside a group. */
    PRIORITY("priority"),
    /** Each target has its share of the requests. */
    WEIGHTED("weighted"),
    /** Deployments of one model, each in its turn. */
    POOL("pool"),
    /** The lowest recent time per output token. */
    LATENCY("latency");

    private final String word;

    Strategy(String word) {
        this.word = word;
    }

    /** Whether it spreads requests over equals, so that a session has to be kept together. */
    public boolean shares() {
        return this == WEIGHTED || this == POOL;
    }

    @Override
    public String word() {
        return word;
    }
}
