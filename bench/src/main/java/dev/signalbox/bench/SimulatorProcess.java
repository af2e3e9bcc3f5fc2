package dev.signalbox.bench;

import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.SimulatorOptions;
import java.io.IOException;

/** The simulated providers, in a process of their own; ends with its standard input. */
public final class SimulatorProcess {
    private SimulatorProcess() {}

    /** Says the port on standard output. */
    public static void main(String[] arguments) throws IOException {
        SimulatorOptions options = SimulatorOptions.defaults().withLog(10, 100_000);
        if (arguments[0].equals("stream")) {
            options = options.withTokensPerSecond(20).withTokensPerEvent(1);
        }
        try (Simulator simulator = Simulator.start(options)) {
            System.out.println("ready " + simulator.port());
            System.in.read();
        }
    }
}
