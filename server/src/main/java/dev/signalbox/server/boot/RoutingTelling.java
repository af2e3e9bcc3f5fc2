package dev.signalbox.server.boot;

import dev.signalbox.server.routing.RoutingObserver;
import dev.signalbox.server.telemetry.Telemetry;

/** Tells the metrics what routing does. */
record RoutingTelling(Telemetry telemetry) implements RoutingObserver {
    @Override
    public void chose(String route, String branch) {
        telemetry.chose(route, branch);
    }

    @Override
    public void sticky(String route, String outcome) {
        telemetry.sticky(route, outcome);
    }
}
