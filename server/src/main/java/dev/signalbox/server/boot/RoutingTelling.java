package dev.signalbox.server.boot;

import dev.signalbox.server.routing.RoutingObserver;
import dev.signalbox.server.telemetry.Telemetry;

/** Carries what becomes of sessions and beginnings to metrics. */
record RoutingTelling(Telemetry telemetry) implements RoutingObserver {
    @Override
    public void classified(String route, String outcome) {
        telemetry.classified(route, outcome);
    }

    @Override
    public void summarised(String route, String outcome) {
        telemetry.summarised(route, outcome);
    }

    @Override
    public void sticky(String route, String outcome) {
        telemetry.sticky(route, outcome);
    }

    @Override
    public void chose(String route, String branch) {
        telemetry.chose(route, branch);
    }

    @Override
    public void slow(String route, String target, String what) {
        telemetry.slow(route, target, what);
    }

    @Override
    public void prefix(String route, String outcome) {
        telemetry.prefix(route, outcome);
    }
}
