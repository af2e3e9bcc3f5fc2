package dev.signalbox.learn.choice;

/**
 * One graded prompt of a rehearsal; arrays over the members that were graded on it.
 *
 * @param quality as predicted by fits that had not seen it
 * @param cost expected USD
 * @param best the place of the best single model of the rehearsal among these
 * @param reference the place of the best single model over all kinds of prompts
 * @param source number of its source
 */
record Scene(double[] quality, double[] cost, double[] score, int best, int reference, int source) {}
