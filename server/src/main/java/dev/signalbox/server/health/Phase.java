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
     * @param told whether the target itself named that time
     */
    record Open(BreakerRule rule, long until, boolean told) implements Phase {}

    /** The trip is over, and one request finds out how the target fares. */
    record HalfOpen(BreakerRule rule, boolean told, boolean probing) implements Phase {}

    /** Whether a request may pass that has nobody else to go to. */
    static boolean lastResort(BreakerRule rule, boolean told) {
        return rule.lastResort() == LastResort.ALWAYS || (rule.lastResort() == LastResort.WITHOUT_RETRY_AFTER && !told);
    }
}
