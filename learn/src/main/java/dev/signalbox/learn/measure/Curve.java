package dev.signalbox.learn.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The best quality for each cost: points of rising cost and rising quality. Between two neighbours lies their line, because
 * tossing a coin between two ways of choosing is a way of choosing too.
 */
public record Curve(List<Point> points) {

    /** Rejects points that do not rise; takes a defensive copy. */
    public Curve {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("points: none (expected: at least one)");
        }
        for (int i = 1; i < points.size(); i++) {
            Point left = points.get(i - 1);
            Point right = points.get(i);
            if (!(left.cost() < right.cost() && left.quality() < right.quality())) {
                throw new IllegalArgumentException("points: " + left + ", " + right + " (expected: both rise)");
            }
        }
    }

    /** The points that no other point beats in one of the two without losing in the other. */
    public static Curve of(Collection<Point> points) {
        List<Point> kept = new ArrayList<>();
        points.stream()
                .sorted(Comparator.comparingDouble(Point::cost)
                        .thenComparing(
                                Comparator.comparingDouble(Point::quality).reversed()))
                .forEach(point -> {
                    if (kept.isEmpty() || point.quality() > kept.getLast().quality()) {
                        kept.add(point);
                    }
                });
        return new Curve(kept);
    }

    /** The least cost of this quality; NaN if it is never reached. */
    public double costAt(double quality) {
        Point left = points.getFirst();
        for (Point right : points) {
            if (quality <= right.quality()) {
                return right.quality() == left.quality()
                        ? right.cost()
                        : between(left.cost(), right.cost(), share(left.quality(), right.quality(), quality));
            }
            left = right;
        }
        return Double.NaN;
    }

    /** The quality for this cost; that of the last point beyond it, NaN below the first. */
    public double qualityAt(double cost) {
        Point left = points.getFirst();
        if (cost < left.cost()) {
            return Double.NaN;
        }
        for (Point right : points) {
            if (cost <= right.cost()) {
                return right.cost() == left.cost()
                        ? right.quality()
                        : between(left.quality(), right.quality(), share(left.cost(), right.cost(), cost));
            }
            left = right;
        }
        return left.quality();
    }

    /** The highest quality that is reached. */
    public double highest() {
        return points.getLast().quality();
    }

    /** The upper concave hull: what is reached if one may also toss a coin between any two points. */
    public Curve hull() {
        List<Point> hull = new ArrayList<>();
        for (Point next : points) {
            while (hull.size() > 1 && slope(hull.get(hull.size() - 2), hull.getLast()) <= slope(hull.getLast(), next)) {
                hull.removeLast();
            }
            hull.add(next);
        }
        return new Curve(hull);
    }

    private static double slope(Point left, Point right) {
        return (right.quality() - left.quality()) / (right.cost() - left.cost());
    }

    private static double share(double left, double right, double value) {
        return value <= left ? 0 : (value - left) / (right - left);
    }

    private static double between(double left, double right, double share) {
        return left + share * (right - left);
    }
}
