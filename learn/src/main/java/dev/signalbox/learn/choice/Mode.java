package dev.signalbox.learn.choice;

/** What a route prefers. */
public enum Mode {
    /** The best predicted model, whatever it costs. */
    QUALITY,
    /** The cheapest that keeps nearly all of the best model's quality. */
    BALANCED,
    /** The cheapest that keeps most of the best model's quality. */
    COST
}
