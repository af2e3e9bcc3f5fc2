package dev.signalbox.learn.measure;

/**
 * What a way of choosing gets on average.
 *
 * @param cost USD per request
 * @param quality mean score
 */
public record Point(double cost, double quality) {}
