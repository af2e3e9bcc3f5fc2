package dev.signalbox.server.text;

import dev.signalbox.server.text.TokenRatios.Ratio;
import java.util.Arrays;

/** The last ratios of one target. Worked out when one is added, so that reading costs nothing. */
final class RatioWindow {
    private static final int MOST = 64;
    private static final int FEWEST = 5;
    private static final double LOWEST = 0.25;
    private static final double HIGHEST = 4;
    private static final double MARGIN = 1.05;

    /** No estimate is multiplied by more. */
    static final double MOST_CAUTIOUS = HIGHEST * MARGIN;

    private final double[] last = new double[MOST];
    private int written;
    private volatile Ratio ratio = TokenRatios.COLD;

    Ratio ratio() {
        return ratio;
    }

    /** A report that is quite off teaches no more than the bounds. */
    synchronized void add(double one) {
        last[written % MOST] = Math.clamp(one, LOWEST, HIGHEST);
        written = written + 1 == 2 * MOST ? MOST : written + 1; // never overflows, always knows that it was full once
        int count = Math.min(written, MOST);
        if (count >= FEWEST) {
            double[] sorted = Arrays.copyOf(last, count);
            Arrays.sort(sorted);
            ratio = new Ratio(sorted[count / 2], sorted[(count * 9) / 10] * MARGIN);
        }
    }
}
