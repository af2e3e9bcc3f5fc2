package dev.signalbox.learn.choice;

import java.util.Comparator;
import java.util.List;

/**
 * A setting, and what it got on rehearsed prompts.
 *
 * @param cost mean expected USD
 * @param kept share of the best single model's quality
 * @param slack mean score that is kept beyond what the band asks for
 * @param error standard error of {@code slack}
 * @param even whether no source pays for the others
 */
record Attempted(Setting setting, double cost, double kept, double slack, double error, boolean even, int prompts) {
    private static final double SAME = 1e-9;

    static Attempted of(Setting setting, Result result, double band) {
        double slack = result.slack(band);
        return new Attempted(
                setting,
                result.cost(),
                result.kept(),
                slack,
                result.standardError(1 - band),
                // who does not keep the band on average is never chosen, even or not
                slack >= 0 && result.even(band),
                result.picked().length);
    }

    /**
     * The one that saves most of those that keep the band less some standard errors; the first if none does.
     *
     * @param margin standard errors
     */
    static Attempted cheapest(List<Attempted> attempts, double margin) {
        Attempted chosen = attempts.getFirst();
        for (Attempted attempt : attempts) {
            if (attempt.even && attempt.slack >= margin * attempt.error && attempt.better(chosen)) {
                chosen = attempt;
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
                .filter(attempt -> attempt.slack >= most.slack - most.error)
                .findFirst()
                .orElse(most);
    }

    /** Whether all of them together, each on its own prompts, keep the band less one standard error. */
    static boolean keep(List<Attempted> attempts) {
        double slack = 0;
        double squares = 0;
        for (Attempted attempt : attempts) {
            slack += attempt.slack * attempt.prompts;
            squares += Math.pow(attempt.error * attempt.prompts, 2);
        }
        return slack >= Math.sqrt(squares);
    }

    /** Whether it is cheaper than another, or keeps more at the same cost. Roundings, which hang on the order of members, do not count. */
    private boolean better(Attempted other) {
        double same = SAME * other.cost;
        return cost < other.cost - same || (cost <= other.cost + same && kept > other.kept + SAME);
    }
}
