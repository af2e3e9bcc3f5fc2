package dev.signalbox.learn.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The two-model protocol of RouteLLM (Ong et al. 2024, arXiv:2406.18665). Each prompt has a score that rises with the need
 * for the strong model. Thresholds are the eleven edges of the scores' ten quantiles; a prompt at or above the threshold
 * (above it at the last) goes to the strong model, which gives points (share of strong calls, quality).
 *
 * <p>CPT(x) is the least share of strong calls that recovers x of the gap between weak and strong, linear between points.
 * APGR is the area between the points and the weak model's quality over the area of the whole gap, by the trapezoid rule.
 * Both are NaN if the strong model is not better. A random score has an APGR of 0.5 and a CPT(x) of x.
 *
 * @param way what the scores are of, such as router
 * @param points by rising share of strong calls
 */
public record PairResult(
        String name,
        String way,
        String strong,
        String weak,
        int prompts,
        double strongQuality,
        double weakQuality,
        double apgr,
        Interval apgrBetween,
        double cpt20,
        double cpt50,
        double cpt80,
        List<Share> points) {

    private static final int QUANTILES = 10;
    private static final int ROUNDS = 200;

    /** @param strong the share of prompts that went to the strong model */
    public record Share(double strong, double quality) {}

    /** Takes a defensive copy. */
    public PairResult {
        points = List.copyOf(points);
    }

    /** The pair and the scores that its models got, by prompt. */
    public record Pair(String name, String strong, String weak, double[] strongScore, double[] weakScore) {}

    /**
     * The router beside prompt length alone (longer prompts need the strong model) and the oracle.
     *
     * @param need by prompt, such as the predicted quality of the strong model less that of the weak one
     * @param length by prompt
     */
    public static List<PairResult> all(Pair pair, double[] need, double[] length, long seed) {
        double[] gap = new double[need.length];
        Arrays.setAll(gap, p -> pair.strongScore()[p] - pair.weakScore()[p]);
        return List.of(
                of("router", pair, need, seed),
                of("prompt length alone", pair, length, seed),
                of("oracle", pair, gap, seed));
    }

    /** The result of one way to score the need for the strong model. */
    public static PairResult of(String way, Pair pair, double[] need, long seed) {
        double[] strongScore = pair.strongScore();
        double[] weakScore = pair.weakScore();
        List<Share> points = points(need, strongScore, weakScore);
        double high = Mean.of(strongScore);
        double low = Mean.of(weakScore);
        Interval between = Interval.of(need.length, ROUNDS, seed, drawn -> {
            double[] s = taken(strongScore, drawn);
            double[] w = taken(weakScore, drawn);
            return apgr(points(taken(need, drawn), s, w), Mean.of(s), Mean.of(w));
        });
        return new PairResult(
                pair.name(),
                way,
                pair.strong(),
                pair.weak(),
                need.length,
                high,
                low,
                apgr(points, high, low),
                between,
                cpt(points, high, low, 0.2),
                cpt(points, high, low, 0.5),
                cpt(points, high, low, 0.8),
                points);
    }

    private static List<Share> points(double[] need, double[] strong, double[] weak) {
        double[] sorted = need.clone();
        Arrays.sort(sorted);
        List<Share> points = new ArrayList<>();
        for (int edge = QUANTILES; edge >= 0; edge--) {
            double threshold = Interval.at(sorted, (double) (edge * (sorted.length - 1)) / QUANTILES);
            int calls = 0;
            double quality = 0;
            for (int p = 0; p < need.length; p++) {
                boolean up = edge == QUANTILES ? need[p] > threshold : need[p] >= threshold;
                calls += up ? 1 : 0;
                quality += up ? strong[p] : weak[p];
            }
            points.add(new Share((double) calls / need.length, quality / need.length));
        }
        return points;
    }

    private static double apgr(List<Share> points, double high, double low) {
        if (!(high > low)) {
            return Double.NaN;
        }
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            Share left = points.get(i - 1);
            Share right = points.get(i);
            area += (right.strong() - left.strong()) * ((left.quality() + right.quality()) / 2 - low);
        }
        return area / (high - low);
    }

    private static double cpt(List<Share> points, double high, double low, double share) {
        double target = low + share * (high - low);
        for (int i = 1; i < points.size() && high > low; i++) {
            Share left = points.get(i - 1);
            Share right = points.get(i);
            if (right.quality() >= target) {
                double part = right.quality() == left.quality()
                        ? 0
                        : (target - left.quality()) / (right.quality() - left.quality());
                return left.strong() + Math.max(0, part) * (right.strong() - left.strong());
            }
        }
        return Double.NaN;
    }

    private static double[] taken(double[] values, int[] drawn) {
        double[] taken = new double[drawn.length];
        for (int i = 0; i < drawn.length; i++) {
            taken[i] = values[drawn[i]];
        }
        return taken;
    }
}
