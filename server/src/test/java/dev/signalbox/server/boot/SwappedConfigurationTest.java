package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.config.Reload;
import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.script.Pace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand streams while the configuration is exchanged fifty times. Each version has models that no other has; the first
 * target of each fails, so that every stream needs the second one of its own version, which the next version does not know.
 */
class SwappedConfigurationTest {
    private static final int STREAMS = 1_000;
    private static final int SWAPS = 50;
    private static final String KEY = "sbx_swapped-key";

    @TempDir
    private Path directory;

    private Path write(Simulator simulator, int version) throws IOException {
        return Files.writeString(directory.resolve("signalbox.yaml"), """
                server: { port: 0 }
                telemetry: { access-log: false }
                ledger: { directory: "%1$s" }
                providers: { one: { dialect: openai, endpoint: "%2$s", retry: { attempts: 0 } } }
                models:
                  broken-%3$d: { provider: one, id: sim-broken }
                  good-%3$d: { provider: one, id: sim-good-%3$d }
                routes:
                  main: { strategy: priority, targets: [ { model: broken-%3$d }, { model: good-%3$d, priority: 1 } ] }
                callers: { tester: { key: "%4$s" } }
                """.formatted(
                        directory.resolve("ledger"),
                        simulator.openAiEndpoint(),
                        version,
                        KeyDigest.of(KEY).written()));
    }

    private static HttpRequest request(Gateway gateway, int number) {
        return HttpRequest.newBuilder(URI.create(gateway.endpoint() + "/v1/chat/completions"))
                .header("authorization", "Bearer " + KEY)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"main\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"echo: one two"
                                + " three four five six seven eight nine ten of stream " + number + "\"}]}"))
                .build();
    }

    @Test
    void everyStreamEndsOnTheVersionThatItBeganWith() throws IOException, InterruptedException, ExecutionException {
        try (Simulator simulator = Simulator.start();
                HttpClient client = HttpClient.newHttpClient()) {
            simulator.script("500:model=sim-broken");
            simulator.pace(Pace.of(Duration.ofMillis(30), 40));
            Path file = write(simulator, 0);
            try (Gateway gateway = Gateway.start(new GatewayOptions(
                            new GatewayOptions.Source.File(file),
                            Map.<String, String>of()::get,
                            OptionalInt.empty(),
                            _ -> {},
                            Optional.empty()));
                    ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<HttpResponse<String>>> asked = new ArrayList<>();
                for (int version = 1; version <= SWAPS; version++) {
                    for (int i = 0; i < STREAMS / SWAPS; i++) {
                        HttpRequest request = request(gateway, asked.size());
                        asked.add(callers.submit(() -> client.send(request, HttpResponse.BodyHandlers.ofString())));
                    }
                    String former = "sim-good-" + (version - 1); // one stream is there, others are on their way
                    simulator.awaitStats(stats -> stats.requests(former) > 0, Duration.ofSeconds(20));
                    write(simulator, version);
                    assertThat(gateway.reload()).isInstanceOf(Reload.Swapped.class);
                }
                Set<String> served = new HashSet<>();
                for (int i = 0; i < STREAMS; i++) {
                    HttpResponse<String> answer = asked.get(i).get();
                    String model =
                            answer.headers().firstValue("x-signalbox-model").orElse("none");
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                    assertThat(answer.body()).contains("[DONE]").doesNotContain("\"error\"");
                    assertThat(model).startsWith("good-");
                    assertThat(answer.body())
                            .as("the provider's model of the same version")
                            .contains("\"model\":\"sim-" + model + "\"");
                    served.add(model);
                }
                assertThat(served)
                        .as("every version served, and the last one whoever came late")
                        .hasSizeBetween(SWAPS, SWAPS + 1);
            }
        }
    }
}
