package dev.signalbox.server.settings;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * When an attempt is repeated on the same target.
 *
 * @param attempts retries after the first try
 * @param delay the pause before each retry
 * @param on the status codes that are retried
 * @param transport whether failed connections, timeouts and status 529 are retried too
 */
public record RetrySettings(int attempts, Duration delay, Set<Integer> on, boolean transport) {

    public static final int MOST_ATTEMPTS = 20;

    public RetrySettings {
        Checks.that(attempts >= 0 && attempts <= MOST_ATTEMPTS, "attempts", attempts, "0 to " + MOST_ATTEMPTS);
        Checks.notNegative("delay", delay);
        Checks.statusCodes("on", on);
        on = Checks.sorted(on);
    }

    public static RetrySettings defaults() {
        return new RetrySettings(2, Duration.ofMillis(100), Set.copyOf(List.of(429, 500, 502, 503)), true);
    }
}
