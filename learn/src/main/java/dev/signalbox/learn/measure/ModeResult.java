package dev.signalbox.learn.measure;

import java.util.Map;

/**
 * What a mode does as it is shipped, with its setting fixed beforehand.
 *
 * @param kept its quality over that of the best single model
 * @param saved the share of the best single model's cost that it saves
 * @param shares of prompts by model, models that were never picked left out
 */
public record ModeResult(
        String mode,
        Point point,
        double kept,
        Interval keptBetween,
        double saved,
        Interval savedBetween,
        Map<String, Double> shares) {

    private static final int ROUNDS = 1_000;

    /** The result of picks, one model per prompt; the best single model stays the same in all rounds of the bootstrap. */
    public static ModeResult of(String mode, int[] picks, Trial trial, Singles singles, long seed) {
        if (picks.length != trial.prompts()) {
            throw new IllegalArgumentException("picks: " + picks.length + " (expected: " + trial.prompts() + ")");
        }
        int[] all = new int[picks.length];
        int[] best = new int[picks.length];
        for (int p = 0; p < all.length; p++) {
            all[p] = p;
            best[p] = singles.best();
        }
        return new ModeResult(
                mode,
                Sweep.point(picks, trial, all),
                kept(picks, best, trial, all),
                Interval.of(all.length, ROUNDS, seed, drawn -> kept(picks, best, trial, drawn)),
                saved(picks, best, trial, all),
                Interval.of(all.length, ROUNDS, seed, drawn -> saved(picks, best, trial, drawn)),
                Shares.of(picks, trial.models()));
    }

    private static double kept(int[] picks, int[] best, Trial trial, int[] prompts) {
        double quality = Sweep.point(best, trial, prompts).quality();
        return quality > 0 ? Sweep.point(picks, trial, prompts).quality() / quality : Double.NaN;
    }

    private static double saved(int[] picks, int[] best, Trial trial, int[] prompts) {
        double cost = Sweep.point(best, trial, prompts).cost();
        return Saving.saved(Sweep.point(picks, trial, prompts).cost(), cost);
    }
}
