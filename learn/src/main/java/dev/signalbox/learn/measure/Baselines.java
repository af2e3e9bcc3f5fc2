package dev.signalbox.learn.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What one gets without a router, and with a perfect one. */
public final class Baselines {

    private Baselines() {}

    /** Tossing a coin between the best and the cheapest model: their line. */
    public static Curve mixing(Singles singles) {
        return Curve.of(List.of(singles.cheapestPoint(), singles.bestPoint()));
    }

    /**
     * Tossing coins between any models: the upper hull of the single models, "zero router" in RouterBench (Hu et al. 2024,
     * arXiv:2403.12031). Never worse than {@link #mixing}.
     */
    public static Curve strongestMixing(Singles singles) {
        return Curve.of(singles.points()).hull();
    }

    /** A perfect router: the sweep of the price over what really happened. */
    public static Curve oracle(Trial trial) {
        return Sweep.byPrice(trial, trial.score(), trial.cost()).curve();
    }

    /**
     * The length of the prompt alone: above some length the best model, below it one other model, or the other way round.
     * Other model, direction and length are chosen on the same prompts, which favours this baseline.
     */
    public static Curve length(Trial trial, Singles singles) {
        Integer[] order = new Integer[trial.prompts()];
        Arrays.setAll(order, p -> p);
        Arrays.sort(order, Comparator.comparingDouble(p -> trial.length()[p]));
        List<Point> points = new ArrayList<>();
        points.add(singles.bestPoint());
        for (int other = 0; other < trial.models().size(); other++) {
            if (other != singles.best()) {
                split(trial, order, singles.best(), other, points);
                split(trial, order, other, singles.best(), points);
            }
        }
        return Curve.of(points);
    }

    /** Adds what one gets with one model for shorter prompts and another for longer ones, for each length that occurs. */
    private static void split(Trial trial, Integer[] order, int shorter, int longer, List<Point> points) {
        double quality = 0;
        double cost = 0;
        for (int p = 0; p < order.length; p++) {
            quality += trial.score()[p][longer];
            cost += trial.cost()[p][longer];
        }
        points.add(new Point(cost / order.length, quality / order.length));
        for (int i = 0; i < order.length; i++) {
            int p = order[i];
            quality += trial.score()[p][shorter] - trial.score()[p][longer];
            cost += trial.cost()[p][shorter] - trial.cost()[p][longer];
            if (i + 1 == order.length || trial.length()[order[i + 1]] > trial.length()[p]) {
                points.add(new Point(cost / order.length, quality / order.length));
            }
        }
    }
}
