package dev.signalbox.server.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The retry values that a target sets itself; each absent one is its provider's. */
public record RetryOverrides(
        Optional<Integer> attempts, Optional<Duration> delay, Optional<Set<Integer>> on, Optional<Boolean> transport) {

    public RetryOverrides {
        on = on.map(Checks::sorted);
        // Builds the whole once, so that a wrong value is refused here and not at the first request.
        merge(RetrySettings.defaults(), attempts, delay, on, transport);
    }

    public RetrySettings over(RetrySettings provider) {
        return merge(provider, attempts, delay, on, transport);
    }

    private static RetrySettings merge(
            RetrySettings base,
            Optional<Integer> attempts,
            Optional<Duration> delay,
            Optional<Set<Integer>> on,
            Optional<Boolean> transport) {
        return new RetrySettings(
                attempts.orElse(base.attempts()),
                delay.orElse(base.delay()),
                on.orElse(base.on()),
                transport.orElse(base.transport()));
    }
}
