package dev.signalbox.server.boot;

import dev.signalbox.server.health.Fault;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Health.Standing;
import dev.signalbox.server.settings.BreakerRule;
import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.LastResort;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Targets that stand as somebody says, instead of as their attempts went. */
final class ToldHealth {
    private static final int SERVER_ERROR = 500;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofNanos(1);

    private final AtomicLong now = new AtomicLong();
    private final Health health = new Health(now::get);

    private ToldHealth() {}

    /** @param standings by the configured name of the model; all others are healthy */
    static Health of(Map<String, Standing> standings) {
        ToldHealth told = new ToldHealth();
        standings.forEach(told::stands);
        return told.health;
    }

    private void stands(String target, Standing standing) {
        switch (standing) {
            case HEALTHY -> {
                // As everybody is of whom nothing is known.
            }
            case UNHEALTHY -> {
                health.failed(target);
                health.failed(target);
            }
            case HALF_OPEN -> {
                trip(target, SHORT, LastResort.ALWAYS);
                now.addAndGet(SHORT.toNanos());
            }
            case OPEN -> trip(target, LONG, LastResort.ALWAYS);
            case BARRED -> trip(target, LONG, LastResort.NEVER);
        }
    }

    private void trip(String target, Duration time, LastResort lastResort) {
        BreakerRule first = new BreakerRule(
                "as-told",
                Optional.of(1),
                Optional.empty(),
                1,
                LONG,
                BreakerRule.DEFAULT_STATUSES,
                Set.of(),
                time,
                false,
                lastResort);
        health.enter(target, new BreakerSettings(List.of(first)), false).ifPresent(pass -> {
            try (pass) {
                pass.failed(Fault.status(SERVER_ERROR));
            }
        });
    }
}
