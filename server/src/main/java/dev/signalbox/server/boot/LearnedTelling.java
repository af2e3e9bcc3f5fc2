package dev.signalbox.server.boot;

import dev.signalbox.server.routing.LearnedObserver;
import dev.signalbox.server.telemetry.Telemetry;
import java.time.Duration;

/** Carries what learned routes decide to metrics, and what they read to those who keep it. */
record LearnedTelling(Telemetry telemetry, PromptReadings readings) implements LearnedObserver {
    @Override
    public void picked(String route, String model, String mode, String basis) {
        telemetry.picked(route, model, mode, basis);
    }

    @Override
    public void decided(String route, Duration took) {
        telemetry.decided(route, took);
    }

    @Override
    public void embedded(String route, String outcome) {
        telemetry.embedded(route, outcome);
    }

    @Override
    public void judged(String requestId, String system, String user, int tokens) {
        readings.judged(requestId, system, user, tokens);
    }

    @Override
    public void associated(String route, String decision) {
        telemetry.associated(route, decision);
    }
}
