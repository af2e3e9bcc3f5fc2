package dev.signalbox.server.health;

import java.time.Duration;
import java.util.Arrays;

/** Counts of attempts over a sliding time, in slots of a twenty-fourth of it. Guarded by its owner. */
final class AttemptWindow {
    private static final int SLOTS = 24;

    private final long slotNanos;
    private final long origin;
    private final long[] attempts = new long[SLOTS];
    private final long[] failures = new long[SLOTS];
    private long newest;

    AttemptWindow(Duration span, long now) {
        this.slotNanos = Math.max(1, span.toNanos() / SLOTS);
        this.origin = now;
    }

    void count(long now, boolean failed) {
        int slot = advance(now);
        attempts[slot]++;
        if (failed) {
            failures[slot]++;
        }
    }

    long attempts(long now) {
        advance(now);
        return sum(attempts);
    }

    long failures(long now) {
        advance(now);
        return sum(failures);
    }

    void forget() {
        Arrays.fill(attempts, 0);
        Arrays.fill(failures, 0);
    }

    private static long sum(long[] slots) {
        long all = 0;
        for (long slot : slots) {
            all += slot;
        }
        return all;
    }

    private int advance(long now) {
        long slot = Math.max(newest, (now - origin) / slotNanos);
        for (long passed = Math.max(newest + 1, slot - SLOTS + 1); passed <= slot; passed++) {
            attempts[(int) (passed % SLOTS)] = 0;
            failures[(int) (passed % SLOTS)] = 0;
        }
        newest = slot;
        return (int) (slot % SLOTS);
    }
}
