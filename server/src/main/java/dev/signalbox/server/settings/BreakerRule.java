package dev.signalbox.server.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a target is taken out of rotation, and for how long. One of {@code count} and {@code percentage} is there.
 *
 * @param name how the rule is called in logs and plans
 * @param count so many failures within the interval
 * @param percentage so many failures of a hundred attempts within the interval
 * @param least how many attempts there must be before a percentage says anything
 * @param statuses the status codes that count as failures
 * @param errors the other failures that count
 * @param trip for how long the target is left alone
 * @param acceptRetryAfter whether a time that the provider names takes the place of {@code trip}
 * @param lastResort whether it is tried all the same when nothing else is left
 */
public record BreakerRule(
        String name,
        Optional<Integer> count,
        Optional<Integer> percentage,
        int least,
        Duration interval,
        Set<StatusRange> statuses,
        Set<BreakerError> errors,
        Duration trip,
        boolean acceptRetryAfter,
        LastResort lastResort) {

    public static final int MOST = 1_000_000;
    public static final int DEFAULT_LEAST = 10;
    public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);
    public static final Duration DEFAULT_TRIP = Duration.ofMinutes(1);

    /** The statuses that are the target's fault. */
    public static final Set<StatusRange> DEFAULT_STATUSES = Checks.sorted(List.of(
            StatusRange.of(401),
            StatusRange.of(403),
            StatusRange.of(408),
            StatusRange.of(429),
            new StatusRange(500, 599)));

    public static final Set<BreakerError> ALL_ERRORS = Checks.sorted(List.of(BreakerError.values()));

    public BreakerRule {
        Checks.name("name", name);
        Checks.that(count.isPresent() != percentage.isPresent(), "count", name, "either a count or a percentage");
        count.ifPresent(n -> Checks.that(n >= 1 && n <= MOST, "count", n, "1 to " + MOST));
        percentage.ifPresent(p -> Checks.that(p >= 1 && p <= 100, "percentage", p, "1 to 100"));
        Checks.that(least >= 1 && least <= MOST, "least", least, "1 to " + MOST);
        Checks.positive("interval", interval);
        Checks.positive("trip", trip);
        Checks.that(!statuses.isEmpty() || !errors.isEmpty(), "statuses", "none", "statuses or errors that count");
        statuses = Checks.sorted(statuses);
        errors = Checks.sorted(errors);
    }

    /** Whether a failure with this status counts. */
    public boolean counts(int status) {
        return statuses.stream().anyMatch(range -> range.contains(status));
    }
}
