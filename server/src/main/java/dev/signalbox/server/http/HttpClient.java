package dev.signalbox.server.http;

import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Calls providers over connections that it keeps. It follows no redirects, and adds no field of its own but {@code host}, the
 * framing, and {@code accept-encoding: identity} where the call names none; an answer that is compressed all the same is
 * unpacked.
 */
public final class HttpClient implements AutoCloseable {
    private static final int MAX_HEAD_BYTES = 64 * 1024;

    private final HttpClientAgent agent;
    private final ConnectionPool pool;

    private HttpClient(HttpRuntime runtime, HttpClientOptions options) {
        agent = runtime.vertx().createHttpClient(vertxOptions(options));
        pool = new ConnectionPool(agent, options, runtime.transport(), (VertxLoop) runtime.loop());
    }

    /**
     * A client without connections yet.
     *
     * @throws IllegalArgumentException if the file of extra certificates cannot be used
     */
    public static HttpClient create(HttpRuntime runtime, HttpClientOptions options) {
        return new HttpClient(runtime, options);
    }

    private static io.vertx.core.http.HttpClientOptions vertxOptions(HttpClientOptions options) {
        io.vertx.core.http.HttpClientOptions vertx = new io.vertx.core.http.HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(options.connectTimeout().toMillis()))
                .setSslHandshakeTimeout(options.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setMaxHeaderSize(MAX_HEAD_BYTES)
                .setMaxInitialLineLength(MAX_HEAD_BYTES)
                .setMaxChunkSize(64 * 1024)
                .setDecompressionSupported(true)
                .setKeepAlive(true)
                .setPipelining(false);
        if (options.http2()) {
            vertx.setUseAlpn(true)
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                    .setHttp2ClearTextUpgrade(false);
        }
        options.extraCa().ifPresent(file -> vertx.setTrustOptions(Trust.systemAnd(file)));
        options.proxy().ifPresent(proxy -> vertx.setProxyOptions(proxyOptions(proxy)));
        return vertx;
    }

    private static ProxyOptions proxyOptions(HttpClientOptions.Proxy proxy) {
        ProxyOptions options =
                new ProxyOptions().setType(ProxyType.HTTP).setHost(proxy.host()).setPort(proxy.port());
        proxy.login().ifPresent(login -> options.setUsername(login.user()).setPassword(login.password()));
        return options;
    }

    /**
     * Sends a request and waits for the head of its response; to be called on a virtual thread. A request on a kept
     * connection that the provider had closed meanwhile is sent once more on a fresh one.
     *
     * @param hangUp when the caller hangs up, the provider's connection is closed at once, also while the body is read
     * @throws HttpFailure if there is no head; {@code CANCELLED} if the caller hung up or the thread was interrupted (whose
     *     interrupt flag is then set again)
     */
    public ProviderResponse send(HttpCall call, HangUp hangUp) throws HttpFailure {
        OutboundCall outbound = new OutboundCall(pool, call);
        outbound.begin(hangUp);
        return outbound.awaitHead();
    }

    /** Connections that are open or being opened. */
    public int connections() {
        return pool.size();
    }

    /** Closes every connection. */
    @Override
    public void close() {
        pool.close();
        agent.close();
    }
}
