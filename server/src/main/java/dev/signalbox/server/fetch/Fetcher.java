package dev.signalbox.server.fetch;

import dev.signalbox.server.http.EventLoop;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.http.HttpClient;
import dev.signalbox.server.http.HttpClientOptions;
import dev.signalbox.server.http.HttpRuntime;
import dev.signalbox.server.settings.FetchSettings;
import java.time.Duration;

/**
 * Reads addresses that callers name, over connections of its own that go straight to where they were checked to go: no proxy,
 * no credential, no cookie, no field of the caller's.
 */
public final class Fetcher implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final int MOST_CONNECTIONS = 64;

    private final HttpClient client;
    private final Lookups lookups;
    private final FetchObserver observer;

    /**
     * For whom something is read, and until when.
     *
     * @param deadlineNanos on the monotonic clock
     */
    public record Waiting(HangUp hangUp, EventLoop loop, long deadlineNanos) {}

    /** Shares the event loops of this runtime. */
    public Fetcher(HttpRuntime runtime, Names names, FetchObserver observer) {
        this(
                HttpClient.create(
                        runtime,
                        HttpClientOptions.defaults()
                                .withConnectTimeout(CONNECT)
                                .withIdleTimeout(KEPT)
                                .withMaxConnections(MOST_CONNECTIONS)),
                names,
                observer);
    }

    Fetcher(HttpClient client, Names names, FetchObserver observer) {
        this.client = client;
        this.lookups = new Lookups(names);
        this.observer = observer;
    }

    /** A round for one exchange. */
    public Round round(FetchSettings settings, Waiting waiting) {
        return new Round(this, settings, waiting);
    }

    HttpClient client() {
        return client;
    }

    Lookups lookups() {
        return lookups;
    }

    FetchObserver observer() {
        return observer;
    }

    @Override
    public void close() {
        lookups.close();
        client.close();
    }
}
