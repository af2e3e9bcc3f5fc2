package dev.signalbox.learn.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * What each model gets if it answers everything.
 *
 * @param points by model
 * @param best the model of the highest quality, the cheaper of two that are equal
 * @param cheapest the model of the lowest cost, the better of two that are equal
 */
public record Singles(List<Point> points, int best, int cheapest) {

    /** Takes a defensive copy. */
    public Singles {
        points = List.copyOf(points);
    }

    /** The means of these scores and costs, both by prompt and model. */
    public static Singles of(double[][] score, double[][] cost) {
        List<Point> points = new ArrayList<>();
        for (int m = 0; m < score[0].length; m++) {
            points.add(new Point(mean(cost, m), mean(score, m)));
        }
        int best = 0;
        int cheapest = 0;
        for (int m = 1; m < points.size(); m++) {
            best = ahead(quality(points, m), quality(points, best), cost(points, m), cost(points, best)) ? m : best;
            cheapest = ahead(-cost(points, m), -cost(points, cheapest), -quality(points, m), -quality(points, cheapest))
                    ? m
                    : cheapest;
        }
        return new Singles(points, best, cheapest);
    }

    /** What the best single model gets. */
    public Point bestPoint() {
        return points.get(best);
    }

    /** What the cheapest single model gets. */
    public Point cheapestPoint() {
        return points.get(cheapest);
    }

    private static boolean ahead(double more, double thanMore, double less, double thanLess) {
        return more > thanMore || (more == thanMore && less < thanLess);
    }

    private static double quality(List<Point> points, int model) {
        return points.get(model).quality();
    }

    private static double cost(List<Point> points, int model) {
        return points.get(model).cost();
    }

    private static double mean(double[][] values, int model) {
        double sum = 0;
        for (double[] row : values) {
            sum += row[model];
        }
        return sum / values.length;
    }
}
