package dev.signalbox.server.exchange;

/**
 * What a strategy compared a candidate by.
 *
 * @param unit a stable word, for example {@code ms_per_output_token}
 */
public record Score(double value, String unit) {}
