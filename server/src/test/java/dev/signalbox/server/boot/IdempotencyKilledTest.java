package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is killed: what it answered is answered again, what it was doing is never done twice. */
class IdempotencyKilledTest {
    @TempDir
    private Path directory;

    @Test
    void callsNoProviderTwiceForOneKey() throws IOException, InterruptedException {
        try (Simulator simulator = Simulator.start();
                HttpClient client = HttpClient.newHttpClient()) {
            Path configuration = Files.writeString(directory.resolve("signalbox.yaml"), """
                    server: { port: 0 }
                    ledger: { directory: "%s" }
                    telemetry: { access-log: false }
                    providers:
                      openai: { dialect: openai, endpoint: "%s", key: "${PROVIDER_KEY}" }
                    models:
                      gpt: { provider: openai, id: sim-gpt }
                    callers:
                      tester: { key: "%s" }
                    """.formatted(
                            directory.resolve("ledger"),
                            simulator.openAiEndpoint(),
                            KeyDigest.of(TestGateway.KEY).written()));
            GatewayMain.Running first = GatewayMain.start(configuration);
            HttpResponse<String> answered = client.send(request(first, "whole"), HttpResponse.BodyHandlers.ofString());
            assertThat(answered.statusCode()).isEqualTo(200);
            simulator.script("slow-head:delay=30s");
            CompletableFuture<HttpResponse<String>> running =
                    client.sendAsync(request(first, "running"), HttpResponse.BodyHandlers.ofString());
            simulator.awaitStats(stats -> stats.requests() == 2, Duration.ofSeconds(10));
            first.process().destroyForcibly().waitFor();
            assertThat(running).failsWithin(Duration.ofSeconds(10));
            simulator.clearFaults();

            GatewayMain.Running second = GatewayMain.start(configuration);
            try {
                HttpResponse<String> again =
                        client.send(request(second, "whole"), HttpResponse.BodyHandlers.ofString());
                assertThat(again.body()).isEqualTo(answered.body());
                assertThat(again.headers().firstValue("x-signalbox-idempotent-replay"))
                        .contains("true");
                HttpResponse<String> lost =
                        client.send(request(second, "running"), HttpResponse.BodyHandlers.ofString());
                assertThat(lost.statusCode()).isEqualTo(409);
                assertThat(lost.body()).contains("idempotency_answer_lost", "interrupted");
                assertThat(simulator.stats().requests()).isEqualTo(2);
            } finally {
                second.process().destroyForcibly().waitFor();
            }
        }
    }

    private static HttpRequest request(GatewayMain.Running gateway, String key) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/v1/chat/completions"))
                .header("authorization", "Bearer " + TestGateway.KEY)
                .header("idempotency-key", key)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"gpt\",\"messages\":[{\"role\":\"user\",\"content\":\"echo: " + key + "\"}]}"))
                .build();
    }
}
