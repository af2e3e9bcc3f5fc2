package dev.signalbox.server.boot;

import dev.signalbox.server.dispatch.EscalationObserver;
import dev.signalbox.server.telemetry.Telemetry;

/** Passes what cascades do to the metrics. */
record EscalationTelling(Telemetry telemetry) implements EscalationObserver {
    @Override
    public void escalated(String route, String signal, String outcome) {
        telemetry.escalated(route, signal, outcome);
    }

    @Override
    public void judged(String route, String outcome) {
        telemetry.judged(route, outcome);
    }
}
