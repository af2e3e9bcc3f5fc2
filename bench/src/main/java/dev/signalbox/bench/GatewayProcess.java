package dev.signalbox.bench;

import dev.signalbox.server.boot.Gateway;
import dev.signalbox.server.boot.GatewayOptions;
import dev.signalbox.server.settings.KeyDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The gateway, in a process of its own; ends with its standard input. */
public final class GatewayProcess {
    static final String KEY = "sbx_bench";

    private GatewayProcess() {}

    /** Takes the simulator's port and a directory for the ledger; says the own port on standard output. */
    public static void main(String[] arguments) throws IOException {
        String yaml =
                """
                server: { port: 0 }
                ledger: { directory: "%2$s" }
                telemetry: { access-log: false }
                providers:
                  openai: { dialect: openai, endpoint: "http://127.0.0.1:%1$s/v1", key: "${KEY}" }
                  claude: { dialect: anthropic, endpoint: "http://127.0.0.1:%1$s", key: "${KEY}" }
                models:
                  gpt: { provider: openai, id: sim-gpt, price: { input: 1, output: 2 } }
                  claude: { provider: claude, id: sim-claude, price: { input: 1, output: 2 } }
                routes:
                  route: { strategy: priority, targets: [{ model: gpt }, { model: claude, priority: 1 }] }
                callers:
                  bench: { key: "%3$s" }
                """.formatted(arguments[0], arguments[1], KeyDigest.of(KEY).written());
        GatewayOptions options = new GatewayOptions(
                new GatewayOptions.Source.Text("bench.yaml", yaml, Path.of(arguments[1])),
                Map.of("KEY", "provider-key")::get,
                OptionalInt.empty(),
                line -> {},
                Optional.empty());
        try (Gateway gateway = Gateway.start(options)) {
            System.out.println("ready " + gateway.endpoint().getPort());
            System.in.read();
        }
    }
}
