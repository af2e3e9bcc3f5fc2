package dev.signalbox.learn.choice;

import java.util.List;

/**
 * The eligible models of a subset in the order in which they should be tried.
 *
 * @param order the pick first
 * @param basis what decided
 */
public record Choice(List<Ranked> order, Basis basis) {

    /** Takes a defensive copy. */
    public Choice {
        order = List.copyOf(order);
    }
}
