package dev.signalbox.server.settings;

import java.util.List;
import java.util.stream.Stream;

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
    LATENCY("latency"),
    /** The kind of work decides; each kind has a first target and its fallbacks. */
    TASK("task"),
    /** The first one that can do what the request needs. */
    CAPABILITY("capability"),
    /** The cheapest tier of models that will do. */
    COST("cost"),
    /** The first rule that fits has the targets. */
    RULES("rules"),
    /** Each in its turn, until an answer is good enough. */
    CASCADE("cascade"),
    /** The one that a trained judgement of the prompt picks, for its quality and its cost. */
    LEARNED("learned");

    /** The strategies, by their words, of routes to which another route may point as to one target. */
    public static final List<String> POOLS =
            Stream.of(PRIORITY, WEIGHTED, POOL, LATENCY).map(Strategy::word).toList();

    private final String word;

    Strategy(String word) {
        this.word = word;
    }

    /** Whether it spreads requests over equals, so that a session has to be kept together. */
    public boolean shares() {
        return this == WEIGHTED || this == POOL;
    }

    /** Whether its targets may stand for each other, so that a warm cache may decide among them. */
    public boolean hasEquals() {
        return shares() || this == LATENCY;
    }

    @Override
    public String word() {
        return word;
    }
}
