package dev.signalbox.learn.predict;

/** The logistic function and its inverse, from {@link StrictMath} so that all machines agree. */
public final class Logistic {
    private static final double EDGE = 1e-4;

    private Logistic() {}

    /** The probability of a logit. */
    public static double probability(double logit) {
        return 1 / (1 + StrictMath.exp(-logit));
    }

    /** The logit of a probability, which is kept a little away from 0 and 1. */
    public static double logit(double probability) {
        double p = Math.clamp(probability, EDGE, 1 - EDGE);
        return StrictMath.log(p / (1 - p));
    }
}
