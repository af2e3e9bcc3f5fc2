package dev.signalbox.learn.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a router gets over all settings of its dial. Two dials: a price, where each prompt goes to the model of the highest
 * {@code predicted - price x expected cost}, and a band, where it goes to the model of the lowest expected cost among those
 * predicted within the band of the best.
 *
 * <p>A price is taken relative to the mean spread of expected costs, so that the dial is the same whatever the currency.
 * Ties go to the cheaper model, then to the better, then to the first.
 */
public final class Sweep {

    private static final int STEPS = 240;

    /** By setting and prompt, what the picked model got. */
    private final List<double[]> quality;

    private final List<double[]> cost;

    private Sweep(List<int[]> settings, Trial trial) {
        this.quality =
                settings.stream().map(picks -> taken(trial.score(), picks)).toList();
        this.cost = settings.stream().map(picks -> taken(trial.cost(), picks)).toList();
    }

    /** Settings of the price from nothing to everything. */
    public static Sweep byPrice(Trial trial) {
        return byPrice(trial, trial.predicted(), trial.expected());
    }

    /** Settings of the price for other predictions than the trial's own, such as the truth. */
    static Sweep byPrice(Trial trial, double[][] quality, double[][] cost) {
        double spread = 0;
        for (double[] row : cost) {
            spread += (Arrays.stream(row).max().orElse(0)
                            - Arrays.stream(row).min().orElse(0))
                    / cost.length;
        }
        List<int[]> settings = new ArrayList<>();
        settings.add(picks(quality, cost, 0));
        for (int i = 0; i < STEPS && spread > 0; i++) {
            settings.add(picks(quality, cost, Math.pow(10, -5 + 8.0 * i / (STEPS - 1)) / spread));
        }
        settings.add(picks(quality, cost, Double.POSITIVE_INFINITY));
        return new Sweep(different(settings), trial);
    }

    /** Settings of the band from nothing to everything. */
    public static Sweep byBand(Trial trial) {
        List<int[]> settings = new ArrayList<>();
        settings.add(within(trial, 0));
        for (int i = 0; i < STEPS; i++) {
            settings.add(within(trial, Math.pow(10, -4 + 4.0 * i / (STEPS - 1))));
        }
        settings.add(within(trial, Double.POSITIVE_INFINITY));
        return new Sweep(different(settings), trial);
    }

    /** The model that each prompt goes to at this price per USD. */
    public static int[] picks(double[][] quality, double[][] cost, double price) {
        int[] picks = new int[quality.length];
        for (int p = 0; p < picks.length; p++) {
            int best = 0;
            for (int m = 1; m < quality[p].length; m++) {
                if (ahead(quality[p], cost[p], price, m, best)) {
                    best = m;
                }
            }
            picks[p] = best;
        }
        return picks;
    }

    /** The model that each prompt goes to within this band of the best prediction. */
    public static int[] within(Trial trial, double band) {
        int[] picks = new int[trial.prompts()];
        for (int p = 0; p < picks.length; p++) {
            double[] quality = trial.predicted()[p];
            double least = Arrays.stream(quality).max().orElse(0) - band;
            int best = -1;
            for (int m = 0; m < quality.length; m++) {
                boolean inside = quality[m] >= least;
                if (inside && (best < 0 || ahead(quality, trial.expected()[p], Double.POSITIVE_INFINITY, m, best))) {
                    best = m;
                }
            }
            picks[p] = best;
        }
        return picks;
    }

    /** What the settings get on all prompts. */
    public Curve curve() {
        int[] all = new int[quality.getFirst().length];
        Arrays.setAll(all, p -> p);
        return curve(all);
    }

    /** What the settings get on these prompts, one of which may stand there more than once. */
    Curve curve(int[] prompts) {
        return Curve.of(IntStream.range(0, quality.size())
                .mapToObj(i -> new Point(mean(cost.get(i), prompts), mean(quality.get(i), prompts)))
                .toList());
    }

    /** What these picks get on these prompts. */
    static Point point(int[] picks, Trial trial, int[] prompts) {
        double quality = 0;
        double cost = 0;
        for (int p : prompts) {
            quality += trial.score()[p][picks[p]];
            cost += trial.cost()[p][picks[p]];
        }
        return new Point(cost / prompts.length, quality / prompts.length);
    }

    private static double[] taken(double[][] values, int[] picks) {
        double[] taken = new double[picks.length];
        Arrays.setAll(taken, p -> values[p][picks[p]]);
        return taken;
    }

    private static double mean(double[] values, int[] prompts) {
        double sum = 0;
        for (int p : prompts) {
            sum += values[p];
        }
        return sum / prompts.length;
    }

    private static boolean ahead(double[] quality, double[] cost, double price, int model, int than) {
        double gain = price == Double.POSITIVE_INFINITY
                ? cost[than] - cost[model]
                : quality[model] - quality[than] - price * (cost[model] - cost[than]);
        if (gain != 0) {
            return gain > 0;
        }
        return cost[model] < cost[than] || (cost[model] == cost[than] && quality[model] > quality[than]);
    }

    private static List<int[]> different(List<int[]> settings) {
        Set<List<Integer>> seen = new HashSet<>();
        return settings.stream()
                .filter(picks -> seen.add(Arrays.stream(picks).boxed().toList()))
                .toList();
    }
}
