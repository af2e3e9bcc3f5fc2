package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.config.Reload;
import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.script.Pace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed file takes effect without dropping a stream; a bad one changes nothing and says so. */
class ReloadTest {
    @TempDir
    private Path directory;

    private final List<String> console = new CopyOnWriteArrayList<>();

    private Path write(Simulator simulator, String model, String key) throws IOException {
        return Files.writeString(directory.resolve("signalbox.yaml"), """
                server: { port: 0 }
                ledger: { directory: "%s" }
                providers: { one: { dialect: openai, endpoint: "%s" } }
                models: { %s: { provider: one, id: sim-gpt } }
                callers: { tester: { key: "%s" } }
                """.formatted(
                        directory.resolve("ledger"),
                        simulator.openAiEndpoint(),
                        model,
                        KeyDigest.of(key).written()));
    }

    private static HttpRequest request(Gateway gateway, String model, String key, boolean stream) {
        return HttpRequest.newBuilder(URI.create(gateway.endpoint() + "/v1/chat/completions"))
                .header("authorization", "Bearer " + key)
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                "{\"model\":\"" + model + "\",\"stream\":" + stream
                                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"echo: one two three four five six seven\"}]}"))
                .build();
    }

    private static int status(HttpClient client, Gateway gateway, String model, String key)
            throws IOException, InterruptedException {
        return client.send(request(gateway, model, key, false), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void swapsKeysAndModelsWithoutDroppingAStream() throws IOException, InterruptedException {
        try (Simulator simulator = Simulator.start();
                HttpClient client = HttpClient.newHttpClient()) {
            Path file = write(simulator, "before", "old-key");
            try (Gateway gateway = Gateway.start(new GatewayOptions(
                    new GatewayOptions.Source.File(file),
                    Map.<String, String>of()::get,
                    OptionalInt.empty(),
                    console::add,
                    Optional.empty()))) {
                simulator.pace(Pace.of(Duration.ofMillis(1), 20));
                HttpResponse<InputStream> open = client.send(
                        request(gateway, "before", "old-key", true), HttpResponse.BodyHandlers.ofInputStream());
                BufferedReader lines = new BufferedReader(new InputStreamReader(open.body(), StandardCharsets.UTF_8));
                assertThat(lines.readLine()).startsWith("data: ");
                simulator.pace(Pace.atOnce());

                write(simulator, "after", "new-key");
                assertThat(gateway.reload()).isInstanceOf(Reload.Swapped.class);
                assertThat(status(client, gateway, "after", "new-key")).isEqualTo(200);
                assertThat(status(client, gateway, "before", "new-key")).isEqualTo(404);
                assertThat(status(client, gateway, "after", "old-key")).isEqualTo(401);
                assertThat(lines.lines().filter(line -> !line.isEmpty()).reduce((a, b) -> b))
                        .contains("data: [DONE]");

                Files.writeString(file, "server: { prot: 1 }\n");
                assertThat(gateway.reload()).isInstanceOf(Reload.Kept.class);
                assertThat(String.join("\n", console)).contains("NOT reloaded").contains("did you mean port?");
                assertThat(status(client, gateway, "after", "new-key")).isEqualTo(200);
            }
        }
    }
}
