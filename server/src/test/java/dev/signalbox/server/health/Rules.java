package dev.signalbox.server.health;

import dev.signalbox.server.settings.BreakerError;
import dev.signalbox.server.settings.BreakerRule;
import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.LastResort;
import dev.signalbox.server.settings.StatusRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Breaker rules for tests: one minute back, one minute out. */
public final class Rules {
    private Rules() {}

    public static BreakerRule count(String name, int count, Set<StatusRange> statuses, BreakerError... errors) {
        return rule(
                name, Optional.of(count), Optional.empty(), statuses, Set.of(errors), LastResort.WITHOUT_RETRY_AFTER);
    }

    public static BreakerRule percentage(String name, int percentage) {
        return rule(
                name,
                Optional.empty(),
                Optional.of(percentage),
                BreakerRule.DEFAULT_STATUSES,
                BreakerRule.ALL_ERRORS,
                LastResort.WITHOUT_RETRY_AFTER);
    }

    public static BreakerRule serverErrors(int count) {
        return count("errors", count, Set.of(new StatusRange(500, 599)), BreakerError.values());
    }

    public static BreakerRule exhausted() {
        return count("exhausted", 1, Set.of(StatusRange.of(429)));
    }

    public static BreakerRule with(BreakerRule rule, LastResort lastResort, boolean acceptRetryAfter) {
        return new BreakerRule(
                rule.name(),
                rule.count(),
                rule.percentage(),
                rule.least(),
                rule.interval(),
                rule.statuses(),
                rule.errors(),
                rule.trip(),
                acceptRetryAfter,
                lastResort);
    }

    public static BreakerSettings of(BreakerRule... rules) {
        return new BreakerSettings(List.of(rules));
    }

    private static BreakerRule rule(
            String name,
            Optional<Integer> count,
            Optional<Integer> percentage,
            Set<StatusRange> statuses,
            Set<BreakerError> errors,
            LastResort lastResort) {
        return new BreakerRule(
                name,
                count,
                percentage,
                BreakerRule.DEFAULT_LEAST,
                Duration.ofMinutes(1),
                statuses,
                errors,
                Duration.ofMinutes(1),
                true,
                lastResort);
    }
}
