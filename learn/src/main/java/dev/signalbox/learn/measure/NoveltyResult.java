package dev.signalbox.learn.measure;

import java.util.Arrays;

/**
 * Whether novelty tells prompts of sources that were never learnt from prompts of those that were.
 *
 * @param auc how often an unseen prompt is more novel than a known one, see {@link Auc}
 * @param threshold above it a prompt is flagged
 * @param knownFlagged share of known prompts that are flagged; {@code unseenFlagged} the same of unseen ones
 */
public record NoveltyResult(
        int known, int unseen, double auc, double threshold, double knownFlagged, double unseenFlagged) {

    /** The result for the novelty of prompts from known and from unseen sources. */
    public static NoveltyResult of(double[] known, double[] unseen, double threshold) {
        return new NoveltyResult(
                known.length,
                unseen.length,
                Auc.between(known, unseen),
                threshold,
                flagged(known, threshold),
                flagged(unseen, threshold));
    }

    private static double flagged(double[] novelty, double threshold) {
        return (double) Arrays.stream(novelty)
                        .filter(value -> value > threshold)
                        .count()
                / novelty.length;
    }
}
