package dev.signalbox.cli.demo;

import dev.signalbox.server.boot.GatewayOptions;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The simulated providers of a demo, running, and the configuration that puts a gateway in front of them. */
public final class Demo implements AutoCloseable {

    private final Simulator simulator;
    private final List<KnownProvider> real;
    private final GatewayOptions.Source source;

    private Demo(Simulator simulator, List<KnownProvider> real, GatewayOptions.Source source) {
        this.simulator = simulator;
        this.real = real;
        this.source = source;
    }

    /**
     * Starts the simulated providers on a free port of the loopback.
     *
     * @param environment says which real providers take part
     * @param port where the gateway will listen; 0 for any free port
     * @param keyDigest of the one caller's key, as {@code sha256:HEX}
     * @param ledger where the ledger will lie
     */
    public static Demo start(Function<String, @Nullable String> environment, int port, String keyDigest, Path ledger) {
        List<KnownProvider> real = KnownProvider.all().stream()
                .filter(provider -> provider.isAvailable(environment))
                .toList();
        Simulator simulator = Simulator.start(SimulatorOptions.defaults().withTokensPerSecond(60));
        String yaml = DemoConfiguration.yaml(port, simulator.endpoint(), real, keyDigest, ledger);
        return new Demo(simulator, real, new GatewayOptions.Source.Text(DemoConfiguration.NAME, yaml, ledger));
    }

    /** The configuration of the gateway. */
    public GatewayOptions.Source source() {
        return source;
    }

    /** The names of the real providers that take part, each with the models that it answers for. */
    public List<String> realProviders() {
        return real.stream()
                .map(provider -> provider.name() + " (" + String.join(", ", provider.models()) + ")")
                .toList();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
