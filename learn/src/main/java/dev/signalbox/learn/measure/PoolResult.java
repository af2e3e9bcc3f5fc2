package dev.signalbox.learn.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * All measures of one pool.
 *
 * @param left prompts of the pool's sources that were left out because not every model answered them
 * @param singles what each model gets alone
 * @param ways the router and what it is compared with
 * @param dearer against tossing a coin between best and cheapest; {@code dearerThanStrongest} against any mixing
 */
public record PoolResult(
        String name,
        String title,
        int prompts,
        int left,
        List<String> models,
        Singles singles,
        List<Way> ways,
        List<ModeResult> modes,
        NeverDearer dearer,
        NeverDearer dearerThanStrongest,
        List<ModelResult> perModel,
        Calibration calibration) {

    private static final int ROUNDS = 200;

    /**
     * One way of choosing.
     *
     * @param savedBetween 95 % intervals of the savings, in their order; empty where the way is not the router's
     */
    public record Way(String name, Curve curve, List<Saving> savings, List<Interval> savedBetween, double aiq) {

        /** Takes defensive copies. */
        public Way {
            savings = List.copyOf(savings);
            savedBetween = List.copyOf(savedBetween);
        }
    }

    /** Takes defensive copies. */
    public PoolResult {
        models = List.copyOf(models);
        ways = List.copyOf(ways);
        modes = List.copyOf(modes);
        perModel = List.copyOf(perModel);
    }

    /**
     * Measures a pool.
     *
     * @param picks of the modes as shipped: by mode, the model's place for each prompt
     */
    public static PoolResult of(String name, String title, int left, Trial trial, Map<String, int[]> picks, long seed) {
        Singles singles = Singles.of(trial.score(), trial.cost());
        Sweep price = Sweep.byPrice(trial);
        Sweep band = Sweep.byBand(trial);
        Curve mixing = Baselines.mixing(singles);
        Curve strongest = Baselines.strongestMixing(singles);
        List<Way> ways = new ArrayList<>();
        ways.add(way("router", price.curve(), singles, between(price, trial, singles, seed)));
        ways.add(way("router, by band", band.curve(), singles, between(band, trial, singles, seed)));
        ways.add(way("random mixing of best and cheapest", mixing, singles, List.of()));
        ways.add(way("random mixing of any", strongest, singles, List.of()));
        ways.add(way("prompt length alone", Baselines.length(trial, singles), singles, List.of()));
        ways.add(way("oracle", Baselines.oracle(trial), singles, List.of()));
        List<ModeResult> modes = new ArrayList<>();
        picks.forEach((mode, chosen) -> modes.add(ModeResult.of(mode, chosen, trial, singles, seed)));
        return new PoolResult(
                name,
                title,
                trial.prompts(),
                left,
                trial.models(),
                singles,
                ways,
                modes,
                NeverDearer.of(ways.getFirst().curve(), mixing),
                NeverDearer.of(ways.getFirst().curve(), strongest),
                ModelResult.of(trial),
                Calibration.of(flat(trial.predicted()), flat(trial.score())));
    }

    private static Way way(String name, Curve curve, Singles singles, List<Interval> between) {
        double low = singles.cheapestPoint().cost();
        double high = singles.points().stream().mapToDouble(Point::cost).max().orElse(low);
        return new Way(name, curve, Saving.of(curve, singles.bestPoint()), between, Aiq.of(curve, low, high));
    }

    /** Settings and prompts are drawn together: what the curve of other prompts of the same kind would have saved. */
    private static List<Interval> between(Sweep sweep, Trial trial, Singles singles, long seed) {
        int[] best = new int[trial.prompts()];
        Arrays.fill(best, singles.best());
        return Interval.ofAll(
                trial.prompts(),
                ROUNDS,
                seed,
                Saving.SHARES.size(),
                drawn -> Saving.of(sweep.curve(drawn), Sweep.point(best, trial, drawn)).stream()
                        .mapToDouble(Saving::saved)
                        .toArray());
    }

    private static double[] flat(double[][] values) {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
    }
}
