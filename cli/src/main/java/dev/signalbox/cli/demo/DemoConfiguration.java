package dev.signalbox.cli.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The demo as the YAML that a user could have written. Keys of real providers stay references to the environment. */
final class DemoConfiguration {

    static final String NAME = "demo configuration";

    private DemoConfiguration() {}

    /**
     * @param simulator scheme, host and port of the simulated providers
     * @param real the real providers that take part
     * @param keyDigest of the one caller's key, as {@code sha256:HEX}
     */
    static String yaml(int port, URI simulator, List<KnownProvider> real, String keyDigest, Path ledger) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("server: { host: 127.0.0.1, port: ").append(port).append(" }\n");
        yaml.append("providers:\n");
        simulated(yaml, "simulated-openai", "openai", simulator + "/v1");
        simulated(yaml, "simulated-anthropic", "anthropic", simulator.toString());
        real.forEach(one -> yaml.append(
                "  %s: { vendor: %s, key: \"${%s}\" }\n".formatted(one.name(), one.name(), one.variable())));
        yaml.append("models:\n");
        model(yaml, "sim-small", "simulated-openai", ", price: { input: 0.25, cached: 0.025, output: 2.00 }");
        model(yaml, "sim-large", "simulated-anthropic", ", price: { input: 3.00, cached: 0.30, output: 15.00 }");
        owners(real).forEach((pattern, owner) -> model(yaml, pattern, owner, ""));
        yaml.append("routes:\n  assistant:\n    strategy: priority\n    targets:\n");
        yaml.append("      - { model: sim-small, priority: 0 }\n      - { model: sim-large, priority: 1 }\n");
        yaml.append("callers:\n  demo: { key: \"").append(keyDigest).append("\" }\n");
        yaml.append("ledger: { directory: ").append(quoted(ledger.toString())).append(" }\n");
        return yaml.toString();
    }

    private static void simulated(StringBuilder yaml, String name, String dialect, String endpoint) {
        yaml.append("  ").append(name).append(": { dialect: ").append(dialect);
        yaml.append(", endpoint: ").append(quoted(endpoint)).append(" }\n");
    }

    private static void model(StringBuilder yaml, String name, String provider, String rest) {
        yaml.append("  ")
                .append(quoted(name))
                .append(": { provider: ")
                .append(provider)
                .append(rest)
                .append(" }\n");
    }

    /** Which provider gets which names: the first that claims them. */
    private static Map<String, String> owners(List<KnownProvider> real) {
        Map<String, String> owners = new LinkedHashMap<>();
        for (KnownProvider provider : real) {
            provider.models().forEach(pattern -> owners.putIfAbsent(pattern, provider.name()));
        }
        return owners;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
