package dev.signalbox.server.peers;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What this gateway saw itself of a target. What it heard of others is never one, so nothing is told twice.
 *
 * @param target the configured name
 * @param rule the rule of the breaker that a trip is by; empty for others
 * @param until when it is not worth telling any more, on this gateway's monotonic clock
 */
public record Fact(Kind kind, String target, String rule, long until) {
    private static final Duration NEWS = Duration.ofSeconds(10);

    /** What happened. */
    public enum Kind {
        /** A breaker took it out. */
        TRIP,
        /** It answered its probe. */
        RESET,
        /** Its last attempts failed, and it has no rules. */
        SET_BACK,
        /** Its provider refused an attempt and named the time to come back. */
        ADVICE;

        /** The word on the wire and in metrics. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }

    static Fact trip(String target, String rule, long until) {
        return new Fact(Kind.TRIP, target, rule, until);
    }

    static Fact reset(String target, long now) {
        return new Fact(Kind.RESET, target, "", now + NEWS.toNanos());
    }

    /** What a newer fact of the same topic takes the place of. */
    String topic() {
        return (kind == Kind.ADVICE ? "advice " : "standing ") + target;
    }

    boolean isOver(long now) {
        return now - until >= 0;
    }
}
