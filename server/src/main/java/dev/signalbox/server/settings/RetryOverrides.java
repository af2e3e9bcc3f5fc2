package dev.signalbox.server.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The retry values that a target sets itself; each absent one is its provider's. */
public record RetryOverrides(
        Optional<Integer> attempts,
        Optional<Duration> delay,
        Optional<Set<Integer>> on,
        Optional<Boolean> transport,
        Optional<Backoff> backoff,
        Optional<Duration> longestDelay,
        Optional<Duration> window) {

    public RetryOverrides {
        on = on.map(Checks::sorted);
        // Builds the whole once, so that a wrong value is refused here and not at the first request.
        RetrySettings base = RetrySettings.defaults();
        new RetrySettings(
                attempts.orElse(base.attempts()),
                delay.orElse(base.delay()),
                on.orElse(base.on()),
                transport.orElse(base.transport()),
                backoff.orElse(base.backoff()),
                longestDelay.orElse(base.longestDelay()),
                window.orElse(base.window()));
    }

    /** With the provider's backoff and window. */
    public RetryOverrides(
            Optional<Integer> attempts,
            Optional<Duration> delay,
            Optional<Set<Integer>> on,
            Optional<Boolean> transport) {
        this(attempts, delay, on, transport, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public RetrySettings over(RetrySettings provider) {
        return new RetrySettings(
                attempts.orElse(provider.attempts()),
                delay.orElse(provider.delay()),
                on.orElse(provider.on()),
                transport.orElse(provider.transport()),
                backoff.orElse(provider.backoff()),
                longestDelay.orElse(provider.longestDelay()),
                window.orElse(provider.window()),
                provider.callersMay(),
                provider.budget());
    }
}
