package dev.signalbox.server.ceilings;

/**
 * Requests and tokens of the last minute, in slots of a second. A slot is dropped when its last moment is a minute old, so
 * that no minute ever holds more than was allowed. Guarded by its owner.
 */
final class MinuteWindow {
    private static final int SLOTS = 61;
    private static final long SLOT = 1_000_000_000L;

    private final long origin;
    private final long[] requests = new long[SLOTS];
    private final long[] tokens = new long[SLOTS];
    private long newest;

    MinuteWindow(long now) {
        this.origin = now;
    }

    void sent(long now, long estimate) {
        int slot = advance(now);
        requests[slot]++;
        tokens[slot] += estimate;
    }

    /** What a request used takes the place of what was estimated when it was sent. */
    void used(long now, long sent, long estimate, long used) {
        int slot = advance(now);
        long then = (sent - origin) / SLOT;
        if (newest - then < SLOTS) {
            tokens[(int) (then % SLOTS)] -= estimate;
        }
        tokens[slot] += used;
    }

    long requests(long now) {
        advance(now);
        return sum(requests);
    }

    long tokens(long now) {
        advance(now);
        return sum(tokens);
    }

    /** The time until at most so many requests are left in the window. */
    long untilRequests(long now, long room) {
        advance(now);
        return until(now, requests, room);
    }

    /** The time until at most so many tokens are left in the window. */
    long untilTokens(long now, long room) {
        advance(now);
        return until(now, tokens, room);
    }

    private long until(long now, long[] slots, long room) {
        long left = sum(slots);
        for (long slot = Math.max(0, newest - SLOTS + 1); slot <= newest && left > room; slot++) {
            left -= slots[(int) (slot % SLOTS)];
            if (left <= room) {
                return origin + (slot + SLOTS) * SLOT - now;
            }
        }
        return 0;
    }

    private static long sum(long[] slots) {
        long all = 0;
        for (long slot : slots) {
            all += slot;
        }
        return all;
    }

    private int advance(long now) {
        long slot = Math.max(newest, (now - origin) / SLOT);
        for (long passed = Math.max(newest + 1, slot - SLOTS + 1); passed <= slot; passed++) {
            requests[(int) (passed % SLOTS)] = 0;
            tokens[(int) (passed % SLOTS)] = 0;
        }
        newest = slot;
        return (int) (slot % SLOTS);
    }
}
