package dev.signalbox.server.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When an attempt is repeated on the same target.
 *
 * @param attempts retries after the first try
 * @param delay the pause before each retry; with exponential backoff the most that the first pause may be
 * @param on the status codes that are retried
 * @param transport whether failed connections, timeouts and status 529 are retried too
 * @param backoff how the pauses grow
 * @param longestDelay the most that they grow to
 * @param window how long after a request's first attempt a pause may still end
 * @param callersMay how many retries a caller may wish for; absent where it may only wish for fewer
 * @param budget how many retries a target bears from all requests together
 */
public record RetrySettings(
        int attempts,
        Duration delay,
        Set<Integer> on,
        boolean transport,
        Backoff backoff,
        Duration longestDelay,
        Duration window,
        Optional<Integer> callersMay,
        RetryBudget budget) {

    public static final int MOST_ATTEMPTS = 20;
    public static final Duration DEFAULT_LONGEST_DELAY = Duration.ofSeconds(5);
    public static final Duration DEFAULT_WINDOW = Duration.ofSeconds(15);

    public RetrySettings {
        Checks.that(attempts >= 0 && attempts <= MOST_ATTEMPTS, "attempts", attempts, "0 to " + MOST_ATTEMPTS);
        Checks.notNegative("delay", delay);
        Checks.statusCodes("on", on);
        Checks.notNegative("longest-delay", longestDelay);
        Checks.notNegative("window", window);
        callersMay.ifPresent(
                most -> Checks.that(most >= 0 && most <= MOST_ATTEMPTS, "callers-may", most, "0 to " + MOST_ATTEMPTS));
        on = Checks.sorted(on);
    }

    /** Of which callers may only wish for fewer, under the usual budget. */
    public RetrySettings(
            int attempts,
            Duration delay,
            Set<Integer> on,
            boolean transport,
            Backoff backoff,
            Duration longestDelay,
            Duration window) {
        this(attempts, delay, on, transport, backoff, longestDelay, window, Optional.empty(), RetryBudget.defaults());
    }

    /** With pauses of one length and the usual window. */
    public RetrySettings(int attempts, Duration delay, Set<Integer> on, boolean transport) {
        this(attempts, delay, on, transport, Backoff.CONSTANT, DEFAULT_LONGEST_DELAY, DEFAULT_WINDOW);
    }

    public static RetrySettings defaults() {
        return new RetrySettings(2, Duration.ofMillis(100), Set.copyOf(List.of(429, 500, 502, 503)), true);
    }

    /** The most retries that a caller may have. */
    public int most() {
        return Math.max(attempts, callersMay.orElse(0));
    }

    /** The same with other attempts, pauses and statuses. */
    public RetrySettings wished(int newAttempts, Duration newDelay, Set<Integer> newOn) {
        return new RetrySettings(
                newAttempts, newDelay, newOn, transport, backoff, longestDelay, window, callersMay, budget);
    }

    /** The most that the pause after so many retries may be. */
    public Duration delayAfter(int retries) {
        if (backoff == Backoff.CONSTANT) {
            return delay;
        }
        Duration grown = delay.multipliedBy(1L << Math.min(retries, MOST_ATTEMPTS));
        return grown.compareTo(longestDelay) > 0 ? longestDelay : grown;
    }
}
