package dev.signalbox.learn.choice;

import java.util.Arrays;
import java.util.List;

/**
 * What a setting got on rehearsed prompts.
 *
 * @param bySource by number of a source
 */
record Result(Tally[] bySource) {
    private static final int LEAST = 150;
    private static final double UNEVEN = 2;

    /**
     * Whether no source of some size loses more than twice a band on average: a band that one kind of prompts pays for alone would
     * break as soon as there are more of them.
     */
    boolean even(double band) {
        double share = 1 - UNEVEN * band;
        for (Tally tally : bySource) {
            if (tally.prompts() >= LEAST && !(tally.slack(share) >= 0)) {
                return false;
            }
        }
        return true;
    }

    /** The results of several rehearsals as one. */
    static Result together(List<Result> results) {
        int sources = results.stream()
                .mapToInt(result -> result.bySource.length)
                .max()
                .orElse(0);
        Tally[] sums = new Tally[sources];
        Arrays.fill(sums, Tally.NONE);
        for (Result result : results) {
            for (int source = 0; source < result.bySource.length; source++) {
                sums[source] = sums[source].plus(result.bySource[source]);
            }
        }
        return new Result(sums);
    }

    /** All sources as one. */
    Tally all() {
        Tally all = Tally.NONE;
        for (Tally tally : bySource) {
            all = all.plus(tally);
        }
        return all;
    }
}
