package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.SimulatorOptions;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is killed under load: what was acknowledged is in the books, what was open is closed once. */
class KillTest {
    private static final int CALLERS = 16;
    private static final int ACKNOWLEDGED = 100;

    @TempDir
    private Path directory;

    @Test
    void losesNothingInTwoKills() throws IOException, InterruptedException, JsonProblem {
        rounds(2);
    }

    @Test
    @Tag("slow")
    void losesNothingInTenKills() throws IOException, InterruptedException, JsonProblem {
        rounds(10);
    }

    private void rounds(int count) throws IOException, InterruptedException, JsonProblem {
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults()
                .withTimeToFirstToken(Duration.ofMillis(5))
                .withTokensPerSecond(300))) {
            Path configuration = configure(simulator);
            for (int round = 0; round < count; round++) {
                killedUnderLoad(configuration);
            }
        }
    }

    private Path configure(Simulator simulator) throws IOException {
        return Files.writeString(directory.resolve("signalbox.yaml"), """
                server: { port: 0 }
                ledger: { directory: "%s" }
                telemetry: { access-log: false }
                providers:
                  openai: { dialect: openai, endpoint: "%s", key: "${PROVIDER_KEY}" }
                models:
                  gpt: { provider: openai, id: sim-gpt, price: { input: 1, output: 2 } }
                callers:
                  tester: { key: "%s" }
                """.formatted(
                        directory.resolve("ledger"),
                        simulator.openAiEndpoint(),
                        KeyDigest.of(TestGateway.KEY).written()));
    }

    private void killedUnderLoad(Path configuration) throws IOException, InterruptedException, JsonProblem {
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        Queue<String> begun = new ConcurrentLinkedQueue<>();
        GatewayMain.Running first = GatewayMain.start(configuration);
        CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            for (int i = 0; i < CALLERS; i++) {
                boolean stream = i % 2 == 0;
                callers.submit(() -> askUntilItDies(client, first, stream, acknowledged, begun, enough));
            }
            assertThat(enough.await(60, TimeUnit.SECONDS))
                    .as("answers before the kill")
                    .isTrue();
            first.process().destroyForcibly().waitFor();
        }
        GatewayMain.Running second = GatewayMain.start(configuration);
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String id : acknowledged) {
                assertThat(ended(client, second, id)).as("acknowledged " + id).isEqualTo("complete");
            }
            begun.removeAll(acknowledged);
            for (String id : begun) {
                assertThat(ended(client, second, id)).as("begun " + id).isIn("lost", "complete");
            }
        } finally {
            second.process().destroyForcibly().waitFor();
        }
    }

    /** Asks again and again; a whole answer that was read to its end is an acknowledgement. */
    private static void askUntilItDies(
            HttpClient client,
            GatewayMain.Running gateway,
            boolean stream,
            Queue<String> acknowledged,
            Queue<String> begun,
            CountDownLatch enough) {
        String body = "{\"model\":\"gpt\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"echo: one two three four five six seven eight\"}]}";
        while (true) {
            try {
                HttpResponse<java.io.InputStream> answer = client.send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + gateway.port() + "/v1/chat/completions"))
                                .header("authorization", "Bearer " + TestGateway.KEY)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
                String id =
                        answer.headers().firstValue("x-signalbox-request-id").orElseThrow();
                begun.add(id);
                byte[] whole = answer.body().readAllBytes();
                if (answer.statusCode() == 200
                        && (!stream || new String(whole, StandardCharsets.UTF_8).contains("[DONE]"))) {
                    acknowledged.add(id);
                    enough.countDown();
                }
            } catch (IOException _) {
                return;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static String ended(HttpClient client, GatewayMain.Running gateway, String id)
            throws IOException, InterruptedException, JsonProblem {
        HttpResponse<byte[]> found = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/v1/requests/" + id))
                        .header("authorization", "Bearer " + TestGateway.KEY)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(found.statusCode()).as("entry of " + id).isEqualTo(200);
        Json.Obj entry = JsonCodec.readObject(found.body());
        return entry.text("ended")
                .orElseThrow(() -> new AssertionError(new String(found.body(), StandardCharsets.UTF_8)));
    }
}
