package dev.signalbox.server.boot;

import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.HealthObserver;
import dev.signalbox.server.telemetry.Telemetry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries what happens to targets to metrics, operators and who is told of events. */
final class HealthTelling implements HealthObserver {
    private static final Logger log = LoggerFactory.getLogger(HealthTelling.class);

    private final Telemetry telemetry;
    private final EventTelling events;

    HealthTelling(Telemetry telemetry, EventTelling events) {
        this.telemetry = telemetry;
        this.events = events;
    }

    @Override
    public void watched(Health health, String target) {
        telemetry.watch(health, target);
    }

    @Override
    public void tripped(String target, String rule, Duration time) {
        telemetry.tripped(target, rule);
        events.tripped(target, rule, time);
        log.warn("target {} is taken out for {} ms by the rule {}", target, time.toMillis(), rule);
    }

    @Override
    public void retrySuppressed(String target) {
        telemetry.retrySuppressed(target);
    }

    @Override
    public void reset(String target) {
        telemetry.reset(target);
        events.reset(target);
        log.info("target {} has answered its probe and takes requests again", target);
    }
}
