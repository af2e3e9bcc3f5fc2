package dev.signalbox.server.events;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long is waited between the tries of one delivery: each time twice as long as before, cut by chance to no less than a half.
 *
 * @param first the longest that the first pause may be
 * @param tries how often a delivery is tried
 */
record Backoff(Duration first, int tries) {
    /** About a minute in all, which is as long as a receiver takes to start again. */
    static final Backoff USUAL = new Backoff(Duration.ofSeconds(1), 7);

    /** The pause after so many tries. */
    Duration after(int made, RandomGenerator random) {
        long most = first.toNanos() << (made - 1);
        return Duration.ofNanos(most / 2 + random.nextLong(most / 2 + 1));
    }
}
