package dev.signalbox.learn.measure;

/**
 * Whether a mode keeps what it promises, over subsets of models drawn by chance.
 *
 * @param source whose prompts were asked
 * @param subsets how many were drawn
 * @param band what the mode may give away
 * @param kept mean of the quality over that of the best single model
 * @param lowest of the subsets
 * @param broken subsets in which it gave away more than the band
 * @param saved mean share of the best single model's cost
 */
public record BandResult(
        String source, String mode, double band, int subsets, double kept, double lowest, int broken, double saved) {}
