package dev.signalbox.learn.measure;

import java.util.Arrays;
import java.util.List;

/**
 * Cost saved at a share of the best single model's quality: {@code 1 - (least cost of share x best quality) / (cost of the
 * best single model)}. The setting is chosen on the same prompts, so that this says what a curve allows, not what a setting
 * fixed beforehand keeps. Where the quality is not reached, nothing is saved: one would ask the best model.
 *
 * @param share of the best single model's quality
 * @param saved share of the best single model's cost
 * @param reached whether the curve reaches the quality
 */
public record Saving(double share, double saved, boolean reached) {

    /** The shares that are reported. */
    public static final List<Double> SHARES = List.of(1.0, 0.99, 0.98, 0.95);

    /** The savings of a curve at these shares. */
    public static List<Saving> of(Curve curve, Point best, double... shares) {
        return Arrays.stream(shares)
                .mapToObj(share -> {
                    double cost = curve.costAt(share * best.quality());
                    boolean reached = !Double.isNaN(cost);
                    return new Saving(share, reached ? saved(cost, best.cost()) : 0, reached);
                })
                .toList();
    }

    /** The savings of a curve at {@link #SHARES}. */
    public static List<Saving> of(Curve curve, Point best) {
        return of(curve, best, SHARES.stream().mapToDouble(share -> share).toArray());
    }

    /** The share of a cost that another saves; 0 if there is nothing to save. */
    static double saved(double cost, double ofCost) {
        return ofCost > 0 ? 1 - cost / ofCost : 0;
    }
}
