package dev.signalbox.server.boot;

import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.HealthObserver;
import dev.signalbox.server.telemetry.Telemetry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries what happens to targets to metrics and operators. */
final class HealthTelling implements HealthObserver {
    private static final Logger log = LoggerFactory.getLogger(HealthTelling.class);

    private final Telemetry telemetry;

    HealthTelling(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public void watched(Health health, String target) {
        telemetry.watch(health, target);
    }

    @Override
    public void tripped(String target, String rule, Duration time) {
        telemetry.tripped(target, rule);
        log.warn("target {} is taken out for {} ms by the rule {}", target, time.toMillis(), rule);
    }

    @Override
    public void retrySuppressed(String target) {
        telemetry.retrySuppressed(target);
    }

    @Override
    public void reset(String target) {
        telemetry.reset(target);
        log.info("target {} has answered its probe and takes requests again", target);
    }
}
