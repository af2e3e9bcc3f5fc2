package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Target;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What the targets of a route have in common, found once per configuration, so that a request need not ask each of them.
 *
 * @param classed whether any is only for classes of data
 * @param matched whether any is only for some metadata
 * @param paced whether any must be faster than something
 * @param takingFailed whether all take traffic that others failed
 * @param narrowest the smallest context window that is known of any; as good as endless if none is
 */
record Traits(boolean classed, boolean matched, boolean paced, boolean takingFailed, long narrowest) {
    /** Of targets that nobody has looked at. */
    static final Traits UNKNOWN = new Traits(true, true, true, false, 0);

    static Traits of(Offer.Routed offer, ToLongFunction<Target> window) {
        List<Target> targets = offer.targets().toList();
        return new Traits(
                targets.stream()
                        .anyMatch(target -> !target.model().dataClasses().isEmpty()),
                targets.stream()
                        .anyMatch(target -> !target.rules().metadataMatch().isEmpty()),
                targets.stream().anyMatch(target -> target.rules().sla().isPresent()),
                targets.stream().allMatch(Target::fallbackCandidate),
                targets.stream().mapToLong(window).min().orElse(Long.MAX_VALUE));
    }
}
