package dev.signalbox.learn.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** One axis of a chart: what it shows, from where to where, and where its ticks are. */
public record Axis(String label, double low, double high, boolean logarithmic, boolean percent) {

    private static final int MOST_TICKS = 8;

    /** Refuses what is no range. */
    public Axis {
        if (!(low < high) || (logarithmic && low <= 0)) {
            throw new IllegalArgumentException("axis " + label + ": " + low + " to " + high + " (expected: a range)");
        }
    }

    /** An even axis that holds these values, its ends on ticks. */
    public static Axis around(String label, double least, double most, boolean percent) {
        double room = most > least ? most - least : Math.max(Math.abs(most), 1) / 10;
        double step = step(room);
        double low = Math.floor(least / step + 1e-9) * step;
        double high = Math.ceil(most / step - 1e-9) * step;
        return new Axis(label, low, high > low ? high : low + step, false, percent);
    }

    /** Where a value lies: 0 at the low end, 1 at the high one. */
    public double place(double value) {
        return logarithmic
                ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
                : (value - low) / (high - low);
    }

    /** Round values, few of them. */
    public List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            for (double power = Math.pow(10, Math.floor(Math.log10(low))); power <= high; power *= 10) {
                for (double times : new double[] {1, 2, 5}) {
                    if (power * times >= low * (1 - 1e-9) && power * times <= high * (1 + 1e-9)) {
                        ticks.add(power * times);
                    }
                }
            }
            return ticks;
        }
        double step = step(high - low);
        for (long i = Math.round(Math.ceil(low / step - 1e-9)); i * step <= high + step * 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** A tick in words. */
    public String text(double value) {
        double shown = percent ? value * 100 : value;
        String number = BigDecimal.valueOf(Math.round(shown * 1e6), 6)
                .stripTrailingZeros()
                .toPlainString();
        return percent ? number + " %" : number;
    }

    /** One, two or five times a power of ten, such that there are few ticks. */
    private static double step(double range) {
        double power = Math.pow(10, Math.floor(Math.log10(range / MOST_TICKS)));
        for (double times : new double[] {1, 2, 5}) {
            if (range / (power * times) <= MOST_TICKS) {
                return power * times;
            }
        }
        return power * 10;
    }
}
