package dev.signalbox.server.health;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The last times of one kind at one target: when each was taken, and how long it was. */
final class SpeedWindow {
    private static final int MOST = 100;

    private final long[] taken = new long[MOST];
    private final long[] times = new long[MOST];
    private int written;
    private volatile List<Known> known = List.of();

    /** What a mean is until then, if nothing is added: plans ask far more often than targets answer. */
    private record Known(long window, long until, OptionalLong mean) {}

    synchronized void add(long now, long nanos) {
        int place = written % MOST;
        taken[place] = now;
        times[place] = nanos;
        known = List.of();
        written = written + 1 == 2 * MOST ? MOST : written + 1; // never overflows, always knows that it was full once
    }

    /** The mean over those that were taken in this time; nothing if they are too few to tell. */
    OptionalLong mean(long now, long window, int fewest) {
        for (Known mean : known) {
            if (mean.window == window && now - mean.until < 0) {
                return mean.mean;
            }
        }
        return counted(now, window, fewest);
    }

    private synchronized OptionalLong counted(long now, long window, int fewest) {
        long sum = 0;
        int count = 0;
        long until = now + window;
        for (int i = 0; i < Math.min(written, MOST); i++) {
            if (now - taken[i] < window) {
                sum += times[i];
                count++;
                until = Math.min(until, taken[i] + window);
            }
        }
        OptionalLong mean = count < fewest ? OptionalLong.empty() : OptionalLong.of(sum / count);
        List<Known> others =
                known.stream().filter(each -> each.window != window).toList();
        known = Stream.concat(others.stream(), Stream.of(new Known(window, until, mean)))
                .toList();
        return mean;
    }
}
