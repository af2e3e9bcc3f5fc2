package dev.signalbox.server.health;

import java.util.OptionalLong;

/** The last answers of one target: when each ended, and how long each of its tokens took. */
final class SpeedWindow {
    private static final int MOST = 100;

    private final long[] ended = new long[MOST];
    private final long[] perToken = new long[MOST];
    private int written;

    synchronized void add(long now, long nanosPerToken) {
        int place = written % MOST;
        ended[place] = now;
        perToken[place] = nanosPerToken;
        written = written + 1 == 2 * MOST ? MOST : written + 1; // never overflows, always knows that it was full once
    }

    /** The mean over answers that ended in this time; nothing if they are too few to tell. */
    synchronized OptionalLong mean(long now, long window, int fewest) {
        long sum = 0;
        int count = 0;
        for (int i = 0; i < Math.min(written, MOST); i++) {
            if (now - ended[i] < window) {
                sum += perToken[i];
                count++;
            }
        }
        return count < fewest ? OptionalLong.empty() : OptionalLong.of(sum / count);
    }
}
