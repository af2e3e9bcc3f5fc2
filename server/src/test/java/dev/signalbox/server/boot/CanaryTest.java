package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.simulator.Simulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret with a mark in every place where secrets may be: none comes out anywhere. */
class CanaryTest {
    private static final String CANARY = "canary7f3a";

    @TempDir
    private Path directory;

    @Test
    void noSecretComesOutAnywhere() throws IOException, InterruptedException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream errors = System.err;
        List<String> console = new CopyOnWriteArrayList<>();
        StringBuilder seen = new StringBuilder();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (Simulator simulator = Simulator.start();
                Gateway gateway = start(simulator, console, new PrintStream(log, true, StandardCharsets.UTF_8));
                HttpClient client = HttpClient.newHttpClient()) {
            simulator.script("401:model=sim-401; 500:model=sim-500; garbage:model=sim-garbage; cut:at=3,model=sim-cut");
            for (String model :
                    List.of("sim-good", "sim-401", "sim-500", "sim-garbage", "sim-cut", "dead", "forbidden")) {
                for (boolean stream : new boolean[] {false, true}) {
                    seen.append(ask(client, gateway, model, stream, CANARY + "-caller"));
                }
            }
            seen.append(ask(client, gateway, "sim-good", false, CANARY + "-unknown-key"));
            seen.append(get(client, gateway, "/metrics"));
            seen.append(get(client, gateway, "/v1/models"));
            seen.append(get(client, gateway, "/v1/models?subscription-key=" + CANARY + "-query"));
            simulator
                    .requests()
                    .forEach(request -> request.headers().forEach((name, values) -> {
                        assertThat(String.join(",", values))
                                .as("header to the provider: " + name)
                                .doesNotContain(CANARY + "-caller");
                    }));
        } finally {
            System.setErr(errors);
        }
        assertThat(seen.toString())
                .as("answers and metrics")
                .contains("signalbox_requests")
                .doesNotContain(CANARY);
        assertThat(String.join("\n", console))
                .as("console")
                .contains("providers")
                .doesNotContain(CANARY);
        assertThat(log.toString(StandardCharsets.UTF_8))
                .as("logs")
                .contains("\"status\":200")
                .doesNotContain(CANARY);
        try (Stream<Path> files = Files.walk(directory.resolve("ledger"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(CANARY);
            }
        }
    }

    private Gateway start(Simulator simulator, List<String> console, PrintStream accessLog) throws IOException {
        Files.writeString(directory.resolve("key.txt"), CANARY + "-file\n");
        String yaml = """
                server: { port: 0 }
                ledger: { directory: "%s" }
                providers:
                  good: { dialect: openai, endpoint: "%s", key: "${CANARY_KEY}", headers: { x-extra: "${CANARY_HEADER}", x-written: "%s" }, retry: { attempts: 0 } }
                  dead: { dialect: anthropic, endpoint: "http://127.0.0.1:1", key: "file:key.txt", retry: { attempts: 0 } }
                models:
                  "sim-*": { provider: good }
                  dead: { provider: dead }
                  forbidden: { provider: good }
                callers:
                  caller: { key: "%s", may-use: ["sim-*", dead] }
                """.formatted(
                        directory.resolve("ledger"),
                        simulator.openAiEndpoint(),
                        CANARY + "-literal-header",
                        KeyDigest.of(CANARY + "-caller").written());
        return Gateway.start(new GatewayOptions(
                new GatewayOptions.Source.Text("canary.yaml", yaml, directory),
                Map.of("CANARY_KEY", CANARY + "-provider", "CANARY_HEADER", CANARY + "-header")::get,
                OptionalInt.empty(),
                console::add,
                Optional.of(accessLog)));
    }

    private static String ask(HttpClient client, Gateway gateway, String model, boolean stream, String key)
            throws IOException, InterruptedException {
        String body = "{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"one two three four five\"}]}";
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(gateway.endpoint() + "/v1/chat/completions"))
                        .header("authorization", "Bearer " + key)
                        .header("x-api-key", CANARY + "-second")
                        .header("cookie", CANARY + "-cookie")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.headers() + answer.body();
    }

    private static String get(HttpClient client, Gateway gateway, String path)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(gateway.endpoint() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.headers() + answer.body();
    }
}
