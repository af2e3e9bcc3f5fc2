package dev.signalbox.learn.choice;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * A setting, and what it got on rehearsed prompts.
 *
 * @param number of the setting in the grid
 * @param cost mean expected USD
 * @param kept share of the best single model's quality
 * @param slack mean score that is kept beyond what the band asks for
 * @param error standard error of {@code slack}
 * @param even whether no source pays for the others
 */
record Attempted(int number, Setting setting, double cost, double kept, double slack, double error, boolean even) {
    private static final double SAME = 1e-9;

    static Attempted of(int number, Setting setting, Result result, double band) {
        Tally all = result.all();
        double slack = all.slack(1 - band);
        return new Attempted(
                number,
                setting,
                all.cost() / Math.max(1, all.prompts()),
                all.kept(),
                slack,
                all.error(1 - band),
                // who does not keep the band on average is never chosen, even or not
                slack >= 0 && result.even(band));
    }

    /**
     * The one that saves most of those that keep the band by some standard errors; the first of all if none does.
     *
     * @param wanted which settings may be chosen
     * @param margin standard errors
     */
    static Attempted cheapest(List<Attempted> attempts, Predicate<Setting> wanted, double margin) {
        Attempted chosen = attempts.getFirst();
        boolean found = false;
        for (Attempted attempt : attempts) {
            if (wanted.test(attempt.setting)
                    && attempt.even
                    && attempt.slack >= margin * attempt.error
                    && (!found || attempt.better(chosen))) {
                chosen = attempt;
                found = true;
            }
        }
        return chosen;
    }

    /**
     * The first that keeps as much as the one that keeps most, less a standard error: the one-standard-error rule (Breiman et al.,
     * Classification and Regression Trees, 1984). The highest of many is so by chance too.
     */
    static Attempted plainest(List<Attempted> attempts) {
        Attempted most = attempts.stream()
                .max(Comparator.comparingDouble(Attempted::slack))
                .orElseThrow();
        return attempts.stream()
                .filter(attempt -> attempt.slack >= most.slack - Math.max(most.error, attempt.error))
                .findFirst()
                .orElse(most);
    }

    /** Whether it is cheaper than another, or keeps more at the same cost. Roundings, which hang on the order of members, do not count. */
    private boolean better(Attempted other) {
        double same = SAME * other.cost;
        return cost < other.cost - same || (cost <= other.cost + same && kept > other.kept + SAME);
    }
}
