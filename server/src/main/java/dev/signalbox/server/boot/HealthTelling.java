package dev.signalbox.server.boot;

import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.HealthObserver;
import dev.signalbox.server.peers.Peers;
import dev.signalbox.server.telemetry.Telemetry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries what happens to targets to metrics, operators, peers and who is told of events. */
final class HealthTelling implements HealthObserver {
    private static final Logger log = LoggerFactory.getLogger(HealthTelling.class);

    private final Telemetry telemetry;
    private final EventTelling events;
    private final Peers peers;

    HealthTelling(Telemetry telemetry, EventTelling events, Peers peers) {
        this.telemetry = telemetry;
        this.events = events;
        this.peers = peers;
    }

    @Override
    public void watched(Health health, String target) {
        telemetry.watch(health, target);
    }

    @Override
    public void tripped(String target, String rule, Duration time) {
        telemetry.tripped(target, rule);
        events.tripped(target, rule, time);
        peers.tripped(target, rule, time);
        log.warn("target {} is taken out for {} ms by the rule {}", target, time.toMillis(), rule);
    }

    @Override
    public void setBack(String target, Duration time) {
        peers.setBack(target, time);
    }

    @Override
    public void retrySuppressed(String target) {
        telemetry.retrySuppressed(target);
    }

    @Override
    public void reset(String target) {
        telemetry.reset(target);
        events.reset(target);
        peers.reset(target);
        log.info("target {} has answered its probe and takes requests again", target);
    }
}
