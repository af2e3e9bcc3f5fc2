package dev.signalbox.server.health;

import java.util.OptionalLong;

/** The last times of one kind at one target: when each was taken, and how long it was. */
final class SpeedWindow {
    private static final int MOST = 100;

    private final long[] taken = new long[MOST];
    private final long[] times = new long[MOST];
    private int written;

    synchronized void add(long now, long nanos) {
        int place = written % MOST;
        taken[place] = now;
        times[place] = nanos;
        written = written + 1 == 2 * MOST ? MOST : written + 1; // never overflows, always knows that it was full once
    }

    /** The mean over those that were taken in this time; nothing if they are too few to tell. */
    synchronized OptionalLong mean(long now, long window, int fewest) {
        long sum = 0;
        int count = 0;
        for (int i = 0; i < Math.min(written, MOST); i++) {
            if (now - taken[i] < window) {
                sum += times[i];
                count++;
            }
        }
        return count < fewest ? OptionalLong.empty() : OptionalLong.of(sum / count);
    }
}
