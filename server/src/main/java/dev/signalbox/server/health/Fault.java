package dev.signalbox.server.health;

import dev.signalbox.server.settings.BreakerError;
import dev.signalbox.server.settings.BreakerRule;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an attempt at a target failed.
 *
 * @param status the status that it told
 * @param error what went wrong where it told none
 * @param blamed whether it is the target's fault
 * @param retryAfter when it said to come back
 * @param hint when its exhausted limit begins anew, where it only mentioned that
 */
public record Fault(
        OptionalInt status,
        Optional<BreakerError> error,
        boolean blamed,
        Optional<Duration> retryAfter,
        Optional<Duration> hint) {

    /** A status that is the target's fault. */
    public static Fault status(int status) {
        return new Fault(OptionalInt.of(status), Optional.empty(), true, Optional.empty(), Optional.empty());
    }

    /** Something without a status. */
    public static Fault error(BreakerError error) {
        return new Fault(OptionalInt.empty(), Optional.of(error), true, Optional.empty(), Optional.empty());
    }

    /** The same with a time to come back. */
    public Fault after(Duration time) {
        return new Fault(status, error, blamed, Optional.of(time), hint);
    }

    boolean counts(BreakerRule rule) {
        return status.isPresent()
                ? rule.counts(status.getAsInt())
                : error.filter(rule.errors()::contains).isPresent();
    }
}
