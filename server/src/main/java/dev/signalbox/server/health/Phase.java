package dev.signalbox.server.health;

import dev.signalbox.server.settings.BreakerRule;
import dev.signalbox.server.settings.LastResort;

/** Where a breaker stands. */
sealed interface Phase {
    /** Requests pass. */
    record Closed() implements Phase {}

    /**
     * Requests go elsewhere.
     *
     * @param until when the trip is over, on the monotonic clock
     * @param ground who named that time
     */
    record Open(BreakerRule rule, long until, Ground ground) implements Phase {}

    /** The trip is over, and one request finds out how the target fares. */
    record HalfOpen(BreakerRule rule, Ground ground, boolean probing) implements Phase {}

    /** Whether a request may pass that has nobody else to go to. What a peer says never keeps the last target away. */
    static boolean lastResort(BreakerRule rule, Ground ground) {
        return switch (ground) {
            case PEER -> true;
            case RULE -> rule.lastResort() != LastResort.NEVER;
            case TARGET -> rule.lastResort() == LastResort.ALWAYS;
        };
    }
}
