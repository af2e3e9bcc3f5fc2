package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.config.Reload;
import dev.signalbox.server.events.Receiver;
import dev.signalbox.server.events.Receiver.Received;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a receiver of events hears of a gateway, and what callers notice of it: nothing. */
@Timeout(60)
class EventRoadTest {
    private static final String KEY = "sbx_event-key";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    private Path directory;

    private final List<String> console = new CopyOnWriteArrayList<>();
    private final Simulator simulator = Simulator.start();
    private final Receiver receiver = new Receiver();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void end() {
        client.shutdownNow();
        receiver.close();
        simulator.close();
    }

    private Path write(Receiver to, String dialect) throws IOException {
        return Files.writeString(directory.resolve("signalbox.yaml"), """
                server: { port: 0, region: eu-1 }
                ledger: { directory: "%s" }
                telemetry: { access-log: false }
                providers:
                  one:
                    dialect: %s
                    endpoint: "%s"
                    retry: { attempts: 0 }
                    breaker: { rules: [{ name: broken, count: 2, statuses: [500], trip: 200ms }] }
                models: { gpt: { provider: one, id: sim-gpt }, "sim-*": { provider: one } }
                callers: { tester: { key: "%s" } }
                events: { webhook: "%s", secret: "${WEBHOOK_SECRET}" }
                """.formatted(
                        directory.resolve("ledger"),
                        dialect,
                        simulator.openAiEndpoint(),
                        KeyDigest.of(KEY).written(),
                        to.address()));
    }

    private Gateway start(Path file) {
        return Gateway.start(new GatewayOptions(
                new GatewayOptions.Source.File(file),
                Map.of("WEBHOOK_SECRET", SECRET)::get,
                OptionalInt.empty(),
                console::add,
                Optional.empty()));
    }

    private int ask(Gateway gateway, String model) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(gateway.endpoint() + "/v1/chat/completions"))
                        .header("authorization", "Bearer " + KEY)
                        .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"" + model
                                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"echo: a private matter\"}]}")))
                .statusCode();
    }

    private String metrics(Gateway gateway) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(gateway.endpoint() + "/metrics")))
                .body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void awaitMetric(Gateway gateway, String line) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!metrics(gateway).contains(line) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(metrics(gateway)).contains(line);
    }

    @Test
    void aTripAndTheReturnAfterItAreTold() throws IOException, InterruptedException {
        simulator.script("500:model=sim-gpt,times=2");
        try (Gateway gateway = start(write(receiver, "openai"))) {
            assertThat(ask(gateway, "gpt")).isEqualTo(500);
            assertThat(ask(gateway, "gpt")).isEqualTo(500);
            Received tripped = receiver.take();
            assertThat(tripped.isSignedWith(SECRET)).isTrue();
            assertThat(tripped.type()).isEqualTo("breaker-tripped");
            assertThat(tripped.body())
                    .contains("\"gateway\":{\"region\":\"eu-1\"}")
                    .contains("\"data\":{\"target\":\"gpt\",\"rule\":\"broken\",\"trip_ms\":200}")
                    .doesNotContain("private");
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (receiver.left() == 0 && System.nanoTime() < deadline) {
                ask(gateway, "gpt");
            }
            Received reset = receiver.take();
            assertThat(reset.type()).isEqualTo("breaker-reset");
            assertThat(reset.data("target")).isEqualTo("gpt");
            awaitMetric(gateway, "signalbox_events_total{kind=\"breaker-tripped\",outcome=\"delivered\"} 1.0");
        }
        assertThat(console.toString()).doesNotContain("MfKQ");
    }

    @Test
    void aRefusedCredentialIsToldOnceUnderTheNameOfTheConfiguration() throws IOException, InterruptedException {
        simulator.script("401");
        try (Gateway gateway = start(write(receiver, "openai"))) {
            for (int i = 0; i < 3; i++) {
                ask(gateway, "sim-what-a-caller-wrote");
            }
            Received failure = receiver.take();
            assertThat(failure.type()).isEqualTo("credential-failure");
            assertThat(failure.body())
                    .contains("\"data\":{\"provider\":\"one\",\"model\":\"sim-*\",\"status\":401}")
                    .doesNotContain("caller");
            awaitMetric(gateway, "signalbox_credential_failures_total{provider=\"one\"} 3.0");
        }
        assertThat(receiver.left()).isZero();
    }

    @Test
    void aReloadIsToldToTheNewReceiverAndARefusedOneToTheOld() throws IOException, InterruptedException {
        try (Receiver other = new Receiver();
                Gateway gateway = start(write(receiver, "openai"))) {
            Path file = write(receiver, "klingon");
            assertThat(gateway.reload()).isInstanceOf(Reload.Kept.class);
            Received refused = receiver.take();
            assertThat(refused.type()).isEqualTo("configuration-refused");
            assertThat(refused.data("version")).isEqualTo(gateway.settings().version());
            assertThat(refused.body()).contains("\"problems\":").doesNotContain("klingon");
            assertThat(write(other, "openai")).isEqualTo(file);
            gateway.reload();
            Received swapped = other.take();
            assertThat(swapped.type()).isEqualTo("configuration-swapped");
            assertThat(swapped.data("version")).isEqualTo(gateway.settings().version());
        }
    }

    @Test
    void aReceiverThatNeverAnswersDelaysNobody() throws IOException, InterruptedException {
        receiver.fallsSilent();
        simulator.script("500:model=sim-gpt,times=2");
        try (Gateway gateway = start(write(receiver, "openai"))) {
            assertThat(ask(gateway, "gpt")).isEqualTo(500);
            assertThat(ask(gateway, "gpt")).isEqualTo(500);
            receiver.take(); // and nobody answers it
            long began = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                assertThat(ask(gateway, "sim-other")).isEqualTo(200);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            assertThat(metrics(gateway)).doesNotContain("signalbox_events_total");
        }
    }
}
