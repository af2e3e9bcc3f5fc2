package dev.signalbox.server.routing;

import dev.signalbox.server.settings.Capability;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is known of what a target can do. What is in neither set is not known.
 *
 * @param can what it surely does
 * @param cannot what it surely does not
 * @param context tokens of input and output together
 * @param maxOutput tokens of one answer at most
 * @param usualOutput tokens of an answer that nobody bounded
 */
record Ability(
        Set<Capability> can, Set<Capability> cannot, OptionalLong context, OptionalLong maxOutput, long usualOutput) {

    /** All that was declared, and nothing else. */
    static Set<Capability> allBut(Set<Capability> declared) {
        Set<Capability> others = EnumSet.allOf(Capability.class);
        others.removeAll(declared);
        return others;
    }
}
