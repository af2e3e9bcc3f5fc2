package dev.signalbox.server.ceilings;

/** What a target answers to a request that wants in. */
public sealed interface Entry {
    /** It has a place for it. */
    record Entered(Place place) implements Entry {}

    /** It has none. */
    record Full(Saturation why) implements Entry {}
}
