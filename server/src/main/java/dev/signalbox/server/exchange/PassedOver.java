package dev.signalbox.server.exchange;

import java.time.Instant;
import java.util.Optional;

/**
 * A target whose turn came and that was not asked, and why. It may have been asked later, when nobody else was left.
 *
 * @param at when its turn came
 * @param until when that will be over, where it is known
 */
public record PassedOver(
        String target, String provider, Kind kind, String reason, Instant at, Optional<Instant> until) {
    /** What kept a request from it. */
    public enum Kind {
        /** It has as much to do as the configuration lets it have. */
        CEILING("ceiling"),
        /** Its provider said that it would refuse. */
        ADVICE("advice"),
        /** A breaker took it out, or another request is finding out how it fares. */
        OPEN("open"),
        /** It cannot carry this request. */
        UNFIT("unfit");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word as it is shown. */
        public String word() {
            return word;
        }
    }

    /** Whether both tell the same of the same target, at whatever moment. */
    boolean repeats(PassedOver earlier) {
        return target.equals(earlier.target) && kind == earlier.kind && reason.equals(earlier.reason);
    }

    /** Whether this tells nothing that is not among those. */
    public boolean isAmong(Iterable<PassedOver> others) {
        for (PassedOver other : others) {
            if (repeats(other)) {
                return true;
            }
        }
        return false;
    }
}
