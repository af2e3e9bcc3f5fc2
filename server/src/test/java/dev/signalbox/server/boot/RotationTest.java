package dev.signalbox.server.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.config.Reload;
import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.script.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A route is an alias: its target is exchanged and brought back while callers ask it all the time. Each request knows which
 * versions were in force before it left and when it had its answer, so it also knows who may have served it.
 */
@Timeout(240)
class RotationTest {
    private static final String KEY = "sbx_rotation-key";
    private static final List<String> MODELS = List.of("blue", "green");
    private static final int CALLERS = 8;
    private static final int SETTLED = 40;
    private static final int SHORT = 5;
    private static final int LONG = 160;
    private static final int SWAPS = 4;

    @TempDir
    private Path directory;

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger settled = new AtomicInteger();
    private final AtomicInteger certain = new AtomicInteger();
    private volatile boolean over;

    private Path write(Simulator simulator, String target) throws IOException {
        Path fresh = Files.writeString(directory.resolve("fresh.yaml"), """
                server: { port: 0 }
                telemetry: { access-log: false }
                ledger: { directory: "%s" }
                providers: { one: { dialect: openai, endpoint: "%s", retry: { attempts: 0 } } }
                models: { blue: { provider: one, id: sim-blue }, green: { provider: one, id: sim-green } }
                routes: { assistant: { strategy: static, targets: [ { model: %s } ] } }
                callers: { tester: { key: "%s" } }
                """.formatted(
                        directory.resolve("ledger"),
                        simulator.openAiEndpoint(),
                        target,
                        KeyDigest.of(KEY).written()));
        return Files.move(fresh, directory.resolve("signalbox.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static HttpRequest request(Gateway gateway, boolean stream, int words) {
        return HttpRequest.newBuilder(URI.create(gateway.endpoint() + "/v1/chat/completions"))
                .header("authorization", "Bearer " + KEY)
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"assistant\",\"stream\":" + stream
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"echo:" + " word".repeat(words)
                        + "\"}]}"))
                .build();
    }

    /** Asks again and again, and counts the answers of which it is certain who had to give them. */
    private int asks(HttpClient client, Gateway gateway, boolean stream) throws IOException, InterruptedException {
        int asked = 0;
        while (!over) {
            int before = settled.get();
            HttpResponse<String> answer =
                    client.send(request(gateway, stream, SHORT), HttpResponse.BodyHandlers.ofString());
            int after = begun.get();
            String model = answer.headers().firstValue("x-signalbox-model").orElse("none");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("\"model\":\"sim-" + model + "\"")
                    .doesNotContain("\"error\"");
            if (stream) {
                assertThat(answer.body()).contains("[DONE]");
            }
            if (before == after) {
                assertThat(model)
                        .as("after version " + before + " had been loaded")
                        .isEqualTo(modelOf(before));
                certain.incrementAndGet();
            }
            asked++;
        }
        return asked;
    }

    private static String modelOf(int version) {
        return MODELS.get(version % MODELS.size());
    }

    private void awaitCertain() {
        int enough = certain.get() + SETTLED;
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (certain.get() < enough && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(certain.get()).isGreaterThanOrEqualTo(enough);
    }

    @Test
    void anAliasIsSwappedAndRolledBackUnderTraffic()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (Simulator simulator = Simulator.start();
                HttpClient client = HttpClient.newHttpClient()) {
            simulator.pace(Pace.of(Duration.ofMillis(5), 200));
            Path file = write(simulator, modelOf(0));
            try (Gateway gateway = Gateway.start(new GatewayOptions(
                            new GatewayOptions.Source.File(file),
                            Map.<String, String>of()::get,
                            OptionalInt.empty(),
                            _ -> {},
                            Optional.empty()));
                    ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Integer>> asking = new ArrayList<>();
                for (int i = 0; i < CALLERS; i++) {
                    boolean stream = i % 2 == 0;
                    asking.add(callers.submit(() -> asks(client, gateway, stream)));
                }
                try {
                    awaitCertain();
                    int words = LONG;
                    int wentOn = 0;
                    for (int version = 1; wentOn < SWAPS; version++) {
                        HttpResponse<InputStream> running =
                                client.send(request(gateway, true, words), HttpResponse.BodyHandlers.ofInputStream());
                        Future<String> body = callers.submit(() -> read(running));
                        begun.set(version);
                        write(simulator, modelOf(version));
                        assertThat(gateway.reload()).isNotInstanceOf(Reload.Kept.class);
                        settled.set(version);
                        if (body.isDone()) {
                            words *= 2; // the machine is busy: a longer stream will go on after the swap
                        } else {
                            wentOn++;
                        }
                        awaitCertain();
                        String former = modelOf(version - 1);
                        assertThat(running.headers().firstValue("x-signalbox-model"))
                                .hasValue(former);
                        assertThat(body.get(60, TimeUnit.SECONDS))
                                .contains("[DONE]")
                                .contains("\"model\":\"sim-" + former + "\"")
                                .doesNotContain("\"error\"");
                    }
                } finally {
                    over = true;
                }
                for (Future<Integer> each : asking) {
                    assertThat(each.get(60, TimeUnit.SECONDS)).isPositive();
                }
            }
        }
    }

    private static String read(HttpResponse<InputStream> stream) throws IOException {
        try (InputStream body = stream.body()) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }
}
