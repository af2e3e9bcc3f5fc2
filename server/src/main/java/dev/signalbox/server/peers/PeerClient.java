package dev.signalbox.server.peers;

import dev.signalbox.server.http.EventLoop;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpCall;
import dev.signalbox.server.http.HttpClient;
import dev.signalbox.server.http.HttpClientOptions;
import dev.signalbox.server.http.HttpFailure;
import dev.signalbox.server.http.HttpRuntime;
import dev.signalbox.server.http.ProviderResponse;
import dev.signalbox.server.settings.PeerSettings;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Sends messages to peers, over connections of its own. */
final class PeerClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 4 * 1024;
    private static final int OK = 200;
    private static final int OTHER_LIFE = 409;

    private final HttpRuntime runtime;
    private final Supplier<EventLoop> loops;
    private final Map<Optional<Path>, HttpClient> clients = new ConcurrentHashMap<>();

    PeerClient(HttpRuntime runtime) {
        this.runtime = runtime;
        this.loops = runtime::loop;
    }

    /** Tries once. Blocks; called on a virtual thread. */
    Posted send(URI address, byte[] body, PeerSettings rules) {
        HttpCall call = new HttpCall(
                "POST",
                URI.create(address + "/peers/health"),
                Headers.of(
                        "content-type", "application/json",
                        "user-agent", "signalbox",
                        "x-signalbox-signature", Signature.of(rules.secret(), body)),
                body,
                CONNECT,
                PATIENCE,
                PATIENCE,
                System.nanoTime() + PATIENCE.toNanos(),
                loops.get());
        try (ProviderResponse response = client(rules).send(call, HangUp.never())) {
            byte[] answer = response.whole(MOST_BYTES, PATIENCE);
            return switch (response.status()) {
                case OK -> new Posted.Heard();
                case OTHER_LIFE ->
                    life(answer).<Posted>map(Posted.Other::new).orElseGet(() -> new Posted.Refused(OTHER_LIFE));
                default -> new Posted.Refused(response.status());
            };
        } catch (HttpFailure | IllegalArgumentException e) {
            return new Posted.Failed(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> life(byte[] answer) {
        try {
            return JsonCodec.readObject(answer).text("life").filter(life -> !life.isEmpty());
        } catch (JsonProblem e) {
            return Optional.empty();
        }
    }

    private HttpClient client(PeerSettings rules) {
        return clients.computeIfAbsent(rules.certificateAuthority(), file -> {
            HttpClientOptions options = HttpClientOptions.defaults().withConnectTimeout(CONNECT);
            return HttpClient.create(runtime, file.map(options::withExtraCa).orElse(options));
        });
    }

    /** New messages use new connections where a file of certificates decides whom to trust: it may have changed. */
    void renew() {
        clients.forEach((file, client) -> {
            if (file.isPresent() && clients.remove(file, client)) {
                client.close();
            }
        });
    }

    @Override
    public void close() {
        clients.values().forEach(HttpClient::close);
    }
}
