package dev.signalbox.learn.choice;

/**
 * A model in the order of a choice.
 *
 * @param member its number in the subset
 * @param quality predicted score; NaN if nothing was predicted
 * @param cost expected USD of this request; NaN if nothing was predicted
 * @param inBand whether it is good enough for the mode
 */
public record Ranked(int member, double quality, double cost, boolean inBand) {}
