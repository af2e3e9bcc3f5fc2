package dev.signalbox.server.boot;

import dev.signalbox.server.ceilings.CeilingObserver;
import dev.signalbox.server.ceilings.Ceilings;
import dev.signalbox.server.ceilings.Limit;
import dev.signalbox.server.peers.Peers;
import dev.signalbox.server.telemetry.Telemetry;
import java.time.Duration;
import java.util.Locale;

/** Carries what happens before full targets to metrics, and what their providers ask for to peers. */
final class CeilingTelling implements CeilingObserver {
    private final Telemetry telemetry;
    private final Peers peers;

    CeilingTelling(Telemetry telemetry, Peers peers) {
        this.telemetry = telemetry;
        this.peers = peers;
    }

    @Override
    public void model(Ceilings ceilings, String name) {
        telemetry.watchModel(ceilings, name);
    }

    @Override
    public void provider(Ceilings ceilings, String name) {
        telemetry.watchProvider(ceilings, name);
    }

    @Override
    public void saturated(String model, Limit limit) {
        telemetry.saturated(model, limit.word());
    }

    @Override
    public void askedForPatience(String model, Duration time) {
        peers.askedForPatience(model, time);
    }

    @Override
    public void waited(String model, Waited how, Duration time) {
        telemetry.waited(model, how.name().toLowerCase(Locale.ROOT), time);
    }
}
