package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.config.Reload;
import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.simulator.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Gateways of one provider, over real sockets: what one of them sees, the others need not find out. */
@Timeout(120)
class PeersRoadTest {
    private static final String KEY = "sbx_peer-key";
    private static final String SECRET = "a secret of forty characters, nobody knows";

    /** A message of the second life of somebody who is nobody. */
    private static final String MESSAGE = "{\"from\":\"x\",\"to\":\"\",\"sequence\":1,\"facts\":[]}";

    @TempDir
    private Path directory;

    private final List<String> console = new CopyOnWriteArrayList<>();
    private final List<Gateway> gateways = new ArrayList<>();
    private final Simulator simulator = Simulator.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void end() {
        client.shutdownNow();
        gateways.forEach(Gateway::close);
        simulator.close();
    }

    private Path file(String name) {
        return directory.resolve(name + ".yaml");
    }

    /** @param health the lines of the peers, or nothing */
    private void write(String name, String trip, String health) {
        try {
            Files.writeString(file(name), """
                    server: { port: 0 }
                    ledger: { directory: "%s" }
                    telemetry: { access-log: false }
                    providers:
                      one:
                        dialect: openai
                        endpoint: "%s"
                        retry: { attempts: 0 }
                        breaker: { rules: [{ name: broken, count: 2, statuses: [500], trip: %s }] }
                    models: { first: { provider: one, id: sim-first }, second: { provider: one, id: sim-second } }
                    routes:
                      main: { strategy: priority, targets: [{ model: first }, { model: second, priority: 1 }] }
                    callers: { tester: { key: "%s", may-use: [main] } }
                    %s
                    """.formatted(
                            directory.resolve(name),
                            simulator.openAiEndpoint(),
                            trip,
                            KeyDigest.of(KEY).written(),
                            health));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String peers(List<String> addresses) {
        List<String> quoted =
                addresses.stream().map(address -> "\"" + address + "\"").toList();
        return "health: { peers: { addresses: " + quoted + ", secret: \"${PEER_SECRET}\" } }";
    }

    private Gateway start(String name, String trip, String health) {
        write(name, trip, health);
        Gateway gateway = Gateway.start(new GatewayOptions(
                new GatewayOptions.Source.File(file(name)),
                Map.of("PEER_SECRET", SECRET)::get,
                OptionalInt.empty(),
                console::add,
                Optional.empty()));
        gateways.add(gateway);
        return gateway;
    }

    private HttpResponse<String> ask(Gateway gateway) {
        return send(HttpRequest.newBuilder(URI.create(gateway.endpoint() + "/v1/chat/completions"))
                .header("authorization", "Bearer " + KEY)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"main\",\"messages\":[{\"role\":\"user\",\"content\":\"echo: hello\"}]}")));
    }

    private HttpResponse<String> get(Gateway gateway, String path) {
        return send(
                HttpRequest.newBuilder(URI.create(gateway.endpoint() + path)).header("authorization", "Bearer " + KEY));
    }

    private HttpResponse<String> tell(Gateway gateway, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.endpoint() + "/peers/health"))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean shows(Gateway gateway, String line) {
        return get(gateway, "/metrics").body().contains(line);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("20 seconds are over").isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void whatOneSeesTheOthersLeaveAlone() {
        List<String> names = List.of("a", "b", "c");
        names.forEach(name -> start(name, "1m", ""));
        List<String> addresses =
                gateways.stream().map(gateway -> gateway.endpoint().toString()).toList();
        names.forEach(name -> write(name, "1m", peers(addresses)));
        gateways.forEach(gateway -> assertThat(gateway.reload()).isNotInstanceOf(Reload.Kept.class));
        for (Gateway gateway : gateways) {
            await(() -> get(gateway, "/readyz?deep").body().contains("\"peers\":{\"configured\":2,\"reached\":2}"));
        }
        simulator.reset();
        simulator.script("500:model=sim-first");
        assertThat(ask(gateways.get(0)).statusCode()).isEqualTo(200);
        assertThat(ask(gateways.get(0)).statusCode()).isEqualTo(200);
        long tripped = System.nanoTime();
        for (Gateway other : gateways.subList(1, 3)) {
            await(() -> shows(other, "signalbox_target_state{target=\"first\"} 3.0"));
            // A second is the aim and a fifth of it usual; a busy machine may take its time.
            assertThat(Duration.ofNanos(System.nanoTime() - tripped)).isLessThan(Duration.ofSeconds(5));
            HttpResponse<String> answer = ask(other);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("x-signalbox-model")).contains("second");
            assertThat(answer.headers().firstValue("x-signalbox-attempts")).contains("1");
            assertThat(shows(other, "signalbox_peer_facts_heard_total{kind=\"trip\",outcome=\"heeded\"} 1.0"))
                    .isTrue();
            assertThat(shows(other, "signalbox_breaker_trips_total")).isFalse();
        }
        assertThat(simulator.stats().requests("sim-first")).isEqualTo(2);
    }

    @Test
    void peersThatAreDeadOrFrozenCostNothing() throws IOException {
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            List<String> addresses = List.of("http://127.0.0.1:" + frozen.getLocalPort(), "http://127.0.0.1:1");
            Gateway alone = start("alone", "1ms", "");
            Gateway sharing = start("sharing", "1ms", peers(addresses));
            for (int i = 0; i < 2; i++) {
                String peer = addresses.get(i).substring("http://".length());
                await(() -> shows(sharing, "signalbox_peer_messages_total{outcome=\"failed\",peer=\"" + peer + "\"}"));
                assertThat(shows(sharing, "signalbox_peer_up{peer=\"" + peer + "\"} 0.0"))
                        .isTrue();
            }
            simulator.script("500:model=sim-first");
            long[][] times = new long[2][80];
            for (int i = 0; i < times[0].length; i++) {
                for (int which = 0; which < 2; which++) { // in turn, so that both meet the same machine
                    long began = System.nanoTime();
                    assertThat(ask(which == 0 ? alone : sharing).statusCode()).isEqualTo(200);
                    times[which][i] = System.nanoTime() - began;
                }
            }
            assertThat(shows(sharing, "signalbox_breaker_trips_total{rule=\"broken\",target=\"first\"}"))
                    .isTrue();
            assertThat(median(times[1]))
                    .isLessThan(median(times[0]).multipliedBy(2).plusMillis(5));
            assertThat(get(sharing, "/readyz").statusCode()).isEqualTo(200);
            HttpResponse<String> deep = get(sharing, "/readyz?deep");
            assertThat(deep.statusCode()).as(deep.body()).isEqualTo(200);
            assertThat(deep.body()).contains("\"peers\":{\"configured\":2,\"reached\":0}");
            assertThat(get(alone, "/readyz?deep").body()).doesNotContain("peers");
        }
    }

    private static Duration median(long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[sorted.length / 2]);
    }

    @Test
    void listensToNobodyWithoutTheSecretAndNeverTellsIt() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler log = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(new SimpleFormatter().format(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(log);
        try {
            Gateway stranger = start("stranger", "1m", "");
            Gateway gateway = start("a", "1m", peers(List.of(stranger.endpoint().toString(), "http://127.0.0.1:1")));
            await(() -> logged.stream()
                            .filter(line -> line.contains("is not told how targets fare"))
                            .count()
                    == 2);
            HttpResponse<String> unsigned = tell(gateway, MESSAGE);
            assertThat(unsigned.statusCode()).isEqualTo(401);
            assertThat(tell(gateway, MESSAGE, "x-signalbox-signature", "v1,AAAA")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(tell(gateway, MESSAGE, "authorization", "Bearer " + KEY).statusCode())
                    .isEqualTo(401);
            assertThat(tell(gateway, "x".repeat(64 * 1024 + 1)).statusCode()).isEqualTo(413);
            assertThat(tell(stranger, MESSAGE).statusCode()).isEqualTo(404);
            assertThat(get(gateway, "/peers/health").statusCode()).isEqualTo(405);
            assertThat(shows(gateway, "signalbox_peer_messages_refused_total{reason=\"unsigned\"} 3.0"))
                    .isTrue();
            assertThat(logged).anyMatch(line -> line.contains("status 404, it has no health.peers"));
            assertThat(logged
                            + unsigned.body()
                            + console
                            + get(gateway, "/metrics").body())
                    .doesNotContain("forty characters");
        } finally {
            root.removeHandler(log);
        }
    }
}
