package dev.signalbox.learn.measure;

import java.util.List;

/**
 * Average improvement in quality (RouterBench, Hu et al. 2024, arXiv:2403.12031): the mean height of the non-decreasing
 * convex hull of a cost-quality curve over a range of costs, {@code 1 / (high - low) x integral of quality from low to
 * high}. Curves are comparable only over the same range.
 *
 * <p>Beyond its last point a curve goes on level. Before its first point it falls to nothing at no cost, because leaving
 * prompts unanswered is free and earns nothing.
 */
public final class Aiq {

    private Aiq() {}

    /** The mean height between these costs; the height there if they are the same. */
    public static double of(Curve curve, double low, double high) {
        if (!(low >= 0 && high >= low)) {
            throw new IllegalArgumentException("costs: " + low + " to " + high + " (expected: a range of at least 0)");
        }
        List<Point> hull = curve.hull().points();
        Point first = hull.getFirst();
        if (low == high) {
            double there = new Curve(hull).qualityAt(low);
            return Double.isNaN(there) ? first.quality() * low / first.cost() : there;
        }
        double area = first.cost() > 0 ? area(new Point(0, 0), first, low, high) : 0;
        for (int i = 1; i < hull.size(); i++) {
            area += area(hull.get(i - 1), hull.get(i), low, high);
        }
        Point last = hull.getLast();
        if (high > last.cost()) {
            area += last.quality() * (high - Math.max(low, last.cost()));
        }
        return area / (high - low);
    }

    /** The area below the line from one point to the next, as far as it lies in the range. */
    private static double area(Point left, Point right, double low, double high) {
        double from = Math.max(low, left.cost());
        double to = Math.min(high, right.cost());
        if (to <= from) {
            return 0;
        }
        double slope = (right.quality() - left.quality()) / (right.cost() - left.cost());
        double middle = left.quality() + slope * ((from + to) / 2 - left.cost());
        return middle * (to - from);
    }
}
