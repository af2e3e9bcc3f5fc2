package dev.signalbox.server.dispatch;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How long the first content of the last requests took. Thread-safe. */
final class LateWindow {
    static final int FEWEST = 20;
    static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST = 200;
    private static final int PERCENT = 95;

    private final long[] at = new long[MOST];
    private final long[] took = new long[MOST];
    private int written;

    synchronized void add(long now, long nanos) {
        int place = written % MOST;
        at[place] = now;
        took[place] = nanos;
        written = written + 1 == 2 * MOST ? MOST : written + 1; // never overflows, always knows that it was full once
    }

    /** What 95 of 100 took at most; nothing while too few are known. */
    synchronized Optional<Duration> p95(long now) {
        long[] known = new long[Math.min(written, MOST)];
        int count = 0;
        for (int i = 0; i < known.length; i++) {
            if (now - at[i] < WINDOW.toNanos()) {
                known[count++] = took[i];
            }
        }
        if (count < FEWEST) {
            return Optional.empty();
        }
        Arrays.sort(known, 0, count);
        int rank = (count * PERCENT + 99) / 100; // the smallest that so many do not exceed
        return Optional.of(Duration.ofNanos(known[rank - 1]));
    }
}
