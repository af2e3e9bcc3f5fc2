package dev.signalbox.cli;

import dev.signalbox.server.boot.Gateway;
import dev.signalbox.server.boot.GatewayOptions;
import dev.signalbox.server.boot.GatewayRefused;
import dev.signalbox.server.http.DrainReport;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** A gateway in the foreground: SIGHUP reads its configuration again, SIGTERM and SIGINT let it end its work. */
final class Foreground {

    private final Signals signals;
    private final PrintWriter out;

    Foreground(Signals signals, PrintWriter out) {
        this.signals = signals;
        this.out = out;
    }

    /** Returns when the gateway was told to stop and has ended its work. */
    void run(GatewayOptions options, Consumer<Gateway> greeting) throws InterruptedException {
        try (Gateway gateway = start(options)) {
            signals.on(Signals.Signal.HUP, gateway::reload);
            greeting.accept(gateway);
            out.println("ready: " + gateway.endpoint());
            out.flush();
            signals.awaitStop();
            out.println("stopping: no new requests, running ones may take "
                    + gateway.settings().server().drain().toSeconds() + " s (a second signal ends them at once)");
            out.flush();
            DrainReport report = gateway.stop();
            out.println("stopped: " + report.finished() + " ended by themselves, " + report.cut() + " cut");
            out.flush();
        }
    }

    static Gateway start(GatewayOptions options) {
        try {
            return Gateway.start(options);
        } catch (GatewayRefused e) {
            throw new Complaint("cannot start:\n" + e.getMessage(), e);
        }
    }
}
