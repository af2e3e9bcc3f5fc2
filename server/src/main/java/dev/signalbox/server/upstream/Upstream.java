package dev.signalbox.server.upstream;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpCall;
import dev.signalbox.server.http.HttpClient;
import dev.signalbox.server.http.HttpClientOptions;
import dev.signalbox.server.http.HttpFailure;
import dev.signalbox.server.http.HttpRuntime;
import dev.signalbox.server.http.ProviderResponse;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.TimeoutSettings;
import dev.signalbox.wire.dialect.ProviderDialect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;

/** The connections to all providers. A reload keeps the open ones of every provider whose connection stays the same. */
public final class Upstream implements AutoCloseable {
    private record ConnectionKey(
            String authority, Duration connect, Optional<URI> proxy, Optional<Path> certificateAuthority, int most) {}

    private final HttpRuntime runtime;
    private final ConcurrentMap<ConnectionKey, HttpClient> clients = new ConcurrentHashMap<>();
    private final Queue<HttpClient> retired = new ConcurrentLinkedQueue<>();

    /** Shares the event loops of this runtime. */
    public Upstream(HttpRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * Sends one request and waits for the head of the answer. Called on a virtual thread.
     *
     * @param deadlineNanos when it must be over, on the monotonic clock
     * @throws HttpFailure if no head came
     */
    public ProviderResponse send(
            Exchange exchange, Target target, ProviderDialect dialect, byte[] body, long deadlineNanos)
            throws HttpFailure {
        boolean stream = exchange.envelope().stream();
        URI address = ProviderAddress.of(target.provider(), dialect, target.upstreamId(), stream);
        return send(exchange, target, dialect, address, stream, body, deadlineNanos);
    }

    /**
     * Sends a request that asks for something else than an answer, and waits for the head of what comes. Called on a virtual
     * thread.
     *
     * @param path behind the provider's endpoint
     * @param deadlineNanos when it must be over, on the monotonic clock
     * @throws HttpFailure if no head came
     */
    public ProviderResponse ask(
            Exchange exchange, Target target, ProviderDialect dialect, String path, byte[] body, long deadlineNanos)
            throws HttpFailure {
        URI address = ProviderAddress.behind(target.provider(), path);
        return send(exchange, target, dialect, address, false, body, deadlineNanos);
    }

    private ProviderResponse send(
            Exchange exchange,
            Target target,
            ProviderDialect dialect,
            URI address,
            boolean stream,
            byte[] body,
            long deadlineNanos)
            throws HttpFailure {
        ProviderSettings provider = target.provider();
        TimeoutSettings timeouts = provider.timeouts();
        Duration firstByte = stream ? shorter(timeouts.firstByte(), timeouts.firstToken()) : timeouts.firstByte();
        Headers own = ProviderHeaders.of(
                provider,
                stream,
                dialect.name().equals(exchange.dialect().name()),
                exchange.headers(),
                exchange.traceparent());
        Headers headers = ProviderHeaders.shaped(own, target.rules().shaping());
        HttpCall call = new HttpCall(
                "POST",
                address,
                headers,
                body,
                timeouts.connect(),
                firstByte,
                longer(timeouts.firstByte(), timeouts.betweenTokens()),
                deadlineNanos,
                exchange.loop());
        return client(provider).send(call, exchange.hangUp());
    }

    /**
     * Makes new calls use new connections where a file of certificates decides whom to trust: it may have changed. What runs
     * goes on over the old ones.
     */
    public void renew() {
        clients.forEach((key, client) -> {
            if (key.certificateAuthority.isPresent() && clients.remove(key, client)) {
                retired.add(client);
            }
        });
    }

    /** The provider's own id of a request, where the answer tells it. */
    public static Optional<String> requestId(Target target, Headers headers) {
        return ProviderHeaders.requestId(target.provider().dialect(), headers);
    }

    private HttpClient client(ProviderSettings provider) {
        ConnectionKey key = new ConnectionKey(
                provider.endpoint().getScheme() + "://" + provider.endpoint().getRawAuthority(),
                provider.timeouts().connect(),
                provider.proxy(),
                provider.certificateAuthority(),
                provider.maxConnections());
        HttpClient known = clients.get(key);
        return known != null ? known : clients.computeIfAbsent(key, _ -> HttpClient.create(runtime, options(provider)));
    }

    private static HttpClientOptions options(ProviderSettings provider) {
        HttpClientOptions options = HttpClientOptions.defaults()
                .withConnectTimeout(provider.timeouts().connect())
                .withMaxConnections(provider.maxConnections());
        if (provider.proxy().isPresent()) {
            options = options.withProxy(proxy(provider.proxy().get()));
        }
        return provider.certificateAuthority().isPresent()
                ? options.withExtraCa(provider.certificateAuthority().get())
                : options;
    }

    private static HttpClientOptions.Proxy proxy(URI address) {
        Optional<HttpClientOptions.Proxy.Login> login = Optional.ofNullable(address.getUserInfo())
                .map(info -> info.split(":", 2))
                .map(parts -> new HttpClientOptions.Proxy.Login(parts[0], parts.length > 1 ? parts[1] : ""));
        int port =
                address.getPort() >= 0 ? address.getPort() : address.getScheme().equals("https") ? 443 : 80;
        return new HttpClientOptions.Proxy(address.getHost(), port, login);
    }

    /** The transport's own patience: silence of a stream is judged by its events, not by its bytes. */
    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Without a head there is no content either. */
    private static Duration shorter(Duration one, Optional<Duration> other) {
        return other.filter(time -> time.compareTo(one) < 0).orElse(one);
    }

    @Override
    public void close() {
        clients.values().forEach(HttpClient::close);
        retired.forEach(HttpClient::close);
    }
}
