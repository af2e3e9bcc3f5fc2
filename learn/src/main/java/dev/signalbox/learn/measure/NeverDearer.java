package dev.signalbox.learn.measure;

/**
 * Whether a router is ever dearer than random mixing of equal quality, over the qualities that both reach.
 *
 * @param worst the most that the router costs more than mixing, as a share of the best model's cost; negative if it is
 *     cheaper everywhere
 * @param quality where that is
 * @param reachesBest whether the router reaches the quality of the best single model
 */
public record NeverDearer(double worst, double quality, boolean reachesBest) {

    /** What counts as equal, as a share of the best model's cost. */
    public static final double TOLERANCE = 0.01;

    private static final int STEPS = 200;

    /** Compares along 201 even steps of quality. */
    public static NeverDearer of(Curve router, Curve mixing) {
        double from = mixing.points().getFirst().quality();
        double to = Math.min(mixing.highest(), router.highest());
        double most = mixing.points().getLast().cost();
        double worst = Double.NEGATIVE_INFINITY;
        double at = from;
        for (int i = 0; i <= STEPS; i++) {
            double quality = Math.min(to, from + (to - from) * i / STEPS);
            double excess = router.costAt(quality) - mixing.costAt(quality);
            if (excess > worst) {
                worst = excess;
                at = quality;
            }
        }
        return new NeverDearer(most > 0 ? worst / most : 0, at, router.highest() >= mixing.highest());
    }

    /** Whether the router is nowhere dearer by more than {@link #TOLERANCE}. */
    public boolean holds() {
        return worst <= TOLERANCE;
    }
}
