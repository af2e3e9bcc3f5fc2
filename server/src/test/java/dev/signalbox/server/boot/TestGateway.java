package dev.signalbox.server.boot;

import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A gateway before three simulated providers, with a caller whose key is {@link #KEY}. */
public final class TestGateway implements AutoCloseable {
    public static final String KEY = "sbx_test-key";
    public static final String OTHER_KEY = "sbx_other-key";
    public static final String PROVIDER_KEY = "sk-provider-secret";

    public final Simulator simulator;
    public final Gateway gateway;
    public final Path directory;
    public final List<String> console = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    private TestGateway(String routes, String openAiLines, String claudeLines) {
        this(routes, openAiLines, claudeLines, "");
    }

    private TestGateway(String routes, String openAiLines, String claudeLines, String sections) {
        this(routes, openAiLines, claudeLines, sections, "");
    }

    private TestGateway(String routes, String openAiLines, String claudeLines, String sections, String serverLines) {
        this(routes, openAiLines, claudeLines, sections, serverLines, "");
    }

    private TestGateway(
            String routes, String openAiLines, String claudeLines, String sections, String serverLines, String models) {
        simulator = Simulator.start(SimulatorOptions.defaults().withRequiredKey(PROVIDER_KEY));
        try {
            directory = Files.createTempDirectory("signalbox-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String yaml = configuration(routes, openAiLines, claudeLines, serverLines, models) + sections;
        gateway = Gateway.start(new GatewayOptions(
                new GatewayOptions.Source.Text("test.yaml", yaml, directory),
                Map.of("PROVIDER_KEY", PROVIDER_KEY)::get,
                OptionalInt.empty(),
                console::add,
                Optional.empty()));
    }

    /** With concrete models gpt (OpenAI) and claude (Anthropic) only. */
    public static TestGateway plain() {
        return new TestGateway("", "", "");
    }

    /** With further sections, and further lines for the OpenAI provider. */
    public static TestGateway withSections(String sections, String providerLines) {
        return new TestGateway("", providerLines, "", sections);
    }

    /** With further lines for the listener and for the OpenAI provider. */
    public static TestGateway withServer(String serverLines, String providerLines) {
        return new TestGateway("", providerLines, "", "", serverLines);
    }

    /** With these routes, as YAML below {@code routes:}. */
    public static TestGateway withRoutes(String routes) {
        return new TestGateway(routes, "", "");
    }

    /** With these routes and further models, as YAML below {@code routes:} and {@code models:}. */
    public static TestGateway withModels(String routes, String models) {
        return new TestGateway(routes, "", "", "", "", models);
    }

    /** With these routes, and further lines for the OpenAI provider. */
    public static TestGateway with(String routes, String providerLines) {
        return new TestGateway(routes, providerLines, "");
    }

    /** With routes, further models and callers (these with their indentation), and further words for the listener. */
    public static TestGateway withAll(String routes, String models, String callers, String serverLines) {
        return new TestGateway(routes, "", "", callers, serverLines, models);
    }

    /** With further lines for each provider. */
    public static TestGateway withProviders(String lines) {
        return new TestGateway("", lines, lines);
    }

    private String configuration(
            String routes, String openAiLines, String claudeLines, String serverLines, String models) {
        return """
                server: { port: 0 %s }
                ledger: { directory: "%s" }
                telemetry: { access-log: false }
                providers:
                  openai: { dialect: openai, endpoint: "%s", key: "${PROVIDER_KEY}" %s }
                  claude: { dialect: anthropic, endpoint: "%s", key: "${PROVIDER_KEY}" %s }
                  google: { dialect: gemini, endpoint: "%s", key: "${PROVIDER_KEY}" }
                  responses: { dialect: openai-responses, endpoint: "%s", key: "${PROVIDER_KEY}" %s }
                models:
                  gpt: { provider: openai, id: sim-gpt, price: { input: 1, cached: 0.1, output: 2 } }
                  gpt-b: { provider: openai, id: sim-gpt-b, price: { input: 1, cached: 0.1, output: 2 } }
                  gpt-c: { provider: openai, id: sim-gpt-c, price: { input: 1, cached: 0.1, output: 2 } }
                  claude: { provider: claude, id: sim-claude, price: { input: 3, cached: 0.3, output: 15 } }
                  claude-b: { provider: claude, id: sim-claude-b, price: { input: 3, cached: 0.3, output: 15 } }
                  gemini: { provider: google, id: sim-gemini-3-flash, price: { input: 1, cached: 0.1, output: 2 } }
                  gemini-old: { provider: google, id: sim-gemini-2.5-flash, price: { input: 1, cached: 0.1, output: 2 } }
                  resp: { provider: responses, id: sim-resp, price: { input: 1, cached: 0.1, output: 2 } }
                  resp-o: { provider: responses, id: sim-o-resp, price: { input: 1, cached: 0.1, output: 2 } }
                  unpriced: { provider: openai, id: sim-unpriced }
                  azure/gpt-4o: { provider: openai, id: sim-azure }
                  "sim-*": { provider: openai }
                %s
                %s
                callers:
                  tester: { key: "%s", tenant: quality }
                  other: { key: "%s", may-use: [gpt] }
                """.formatted(
                        serverLines,
                        directory.resolve("ledger"),
                        simulator.openAiEndpoint(),
                        openAiLines,
                        simulator.endpoint(),
                        claudeLines,
                        simulator.geminiEndpoint(),
                        simulator.openAiEndpoint(),
                        openAiLines,
                        models.indent(2),
                        routes.isEmpty() ? "" : "routes:\n" + routes.indent(2),
                        KeyDigest.of(KEY).written(),
                        KeyDigest.of(OTHER_KEY).written());
    }

    public URI uri(String path) {
        return URI.create(gateway.endpoint() + path);
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                headers);
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(HttpRequest.newBuilder(uri(path)).GET(), headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        } else {
            request.header("authorization", "Bearer " + KEY);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        gateway.close();
        simulator.close();
        try (Stream<Path> left = Files.walk(directory)) {
            left.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
