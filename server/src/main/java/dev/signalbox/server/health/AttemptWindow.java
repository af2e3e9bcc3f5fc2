package dev.signalbox.server.health;

/** Counts of one target over a sliding window, in slots of five seconds. */
final class AttemptWindow {
    private static final int SLOTS = 24;
    private static final long SLOT_NANOS = Health.WINDOW.toNanos() / SLOTS;

    private final long origin;
    private final long[] attempts = new long[SLOTS];
    private final long[] failures = new long[SLOTS];
    private long newest;

    AttemptWindow(long now) {
        this.origin = now;
    }

    synchronized void count(long now, boolean failed) {
        int slot = advance(now);
        attempts[slot]++;
        if (failed) {
            failures[slot]++;
        }
    }

    synchronized Health.State state(long now) {
        advance(now);
        long allAttempts = 0;
        long allFailures = 0;
        for (int i = 0; i < SLOTS; i++) {
            allAttempts += attempts[i];
            allFailures += failures[i];
        }
        return new Health.State(allAttempts, allFailures);
    }

    private int advance(long now) {
        long slot = Math.max(newest, (now - origin) / SLOT_NANOS);
        for (long passed = Math.max(newest + 1, slot - SLOTS + 1); passed <= slot; passed++) {
            attempts[(int) (passed % SLOTS)] = 0;
            failures[(int) (passed % SLOTS)] = 0;
        }
        newest = slot;
        return (int) (slot % SLOTS);
    }
}
