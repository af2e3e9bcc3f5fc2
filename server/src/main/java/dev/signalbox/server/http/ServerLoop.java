package dev.signalbox.server.http;

import io.netty.channel.Channel;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The part of a server that lives on one event loop: its connections, and the clock that watches them. */
final class ServerLoop {
    private static final long SHORTEST_SWEEP = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_SWEEP = TimeUnit.SECONDS.toNanos(1);

    private final HttpRuntime runtime;
    private final VertxLoop loop;
    private final HttpServerOptions options;
    private final Endpoints endpoints;
    private final Rejections rejections;
    private final ServerLoad load;
    private final IdentityHashMap<HttpConnection, CallerConnection> connections = new IdentityHashMap<>();
    private final long sweepNanos;
    private io.vertx.core.http.@Nullable HttpServer server;
    private volatile boolean closed;

    ServerLoop(
            HttpRuntime runtime,
            VertxLoop loop,
            HttpServerOptions options,
            Endpoints endpoints,
            Rejections rejections,
            ServerLoad load) {
        this.runtime = runtime;
        this.loop = loop;
        this.options = options;
        this.endpoints = endpoints;
        this.rejections = rejections;
        this.load = load;
        long shortest = Math.min(
                options.headerTimeout().toNanos(),
                Math.min(options.bodyTimeout().toNanos(), options.idleTimeout().toNanos()));
        sweepNanos = Math.clamp(shortest / 8, SHORTEST_SWEEP, LONGEST_SWEEP);
    }

    /** Binds the address and gives the port that was bound. */
    int listen(SocketAddress address, @Nullable CertificateWatch certificates) {
        CompletableFuture<Integer> bound = new CompletableFuture<>();
        loop.context().runOnContext(_ -> {
            io.vertx.core.http.HttpServer made = runtime.vertx()
                    .createHttpServer(vertxOptions(certificates))
                    .connectionHandler(this::opened)
                    .invalidRequestHandler(this::invalid)
                    .requestHandler(this::arrived);
            server = made;
            made.listen(address).onComplete(listening -> {
                if (listening.succeeded()) {
                    bound.complete(made.actualPort());
                } else {
                    bound.completeExceptionally(refused(address, listening.cause()));
                }
            });
        });
        loop.schedule(sweepNanos, this::sweep);
        return HttpRuntime.await(io.vertx.core.Future.fromCompletionStage(bound));
    }

    private static IllegalStateException refused(SocketAddress address, Throwable cause) {
        boolean taken = String.valueOf(cause.getMessage()).contains("in use");
        return new IllegalStateException(
                "cannot listen on " + address + ": " + (taken ? "another program has that port" : cause.getMessage())
                        + " (expected: an address of this machine and a free port)",
                cause);
    }

    private io.vertx.core.http.HttpServerOptions vertxOptions(@Nullable CertificateWatch certificates) {
        io.vertx.core.http.HttpServerOptions vertx = new io.vertx.core.http.HttpServerOptions()
                .setReuseAddress(true)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setAcceptBacklog(1024)
                .setMaxHeaderSize(options.maxHeaderBytes())
                .setMaxInitialLineLength(options.maxHeaderBytes())
                .setMaxChunkSize(64 * 1024)
                .setHandle100ContinueAutomatically(false)
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                // Detecting HTTP/2 in clear text waits for bytes before the connection is known: silent callers would
                // escape the limits.
                .setHttp2ClearTextEnabled(false);
        if (certificates != null) {
            vertx.setSsl(true)
                    .setKeyCertOptions(certificates.current())
                    .setUseAlpn(options.http2())
                    .setSslHandshakeTimeout(options.headerTimeout().toMillis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setInitialSettings(new Http2Settings()
                            .setMaxConcurrentStreams(256)
                            .setMaxHeaderListSize(options.maxHeaderBytes()));
        }
        return vertx;
    }

    io.vertx.core.http.@Nullable HttpServer server() {
        return server;
    }

    VertxLoop loop() {
        return loop;
    }

    HttpServerOptions options() {
        return options;
    }

    Endpoints endpoints() {
        return endpoints;
    }

    Rejections rejections() {
        return rejections;
    }

    ServerLoad load() {
        return load;
    }

    private void opened(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        int open = load.connectionOpened();
        CallerConnection caller = new CallerConnection(this, connection, channel);
        connections.put(connection, caller);
        // What breaks a connection reaches its requests; without this Vert.x would log what a caller sent.
        connection.exceptionHandler(_ -> {});
        connection.closeHandler(_ -> {
            connections.remove(connection);
            caller.closed();
            load.connectionClosed();
        });
        if (open > options.maxConnections()) {
            load.observer().connectionRefused();
            connection.close();
        }
    }

    private void arrived(HttpServerRequest request) {
        CallerConnection caller = connections.get(request.connection());
        if (caller == null) {
            request.connection().close();
            return;
        }
        new ServedRequest(this, caller, request).arrive();
    }

    private void invalid(HttpServerRequest request) {
        CallerConnection caller = connections.get(request.connection());
        if (caller == null || caller.refused()) {
            request.connection().close();
            return;
        }
        new ServedRequest(this, caller, request).invalid();
    }

    private void sweep() {
        if (closed) {
            return;
        }
        long now = System.nanoTime();
        List<CallerConnection> open = new ArrayList<>(connections.values());
        for (CallerConnection connection : open) {
            connection.check(now);
        }
        loop.schedule(sweepNanos, this::sweep);
    }

    void close() {
        closed = true;
        io.vertx.core.http.HttpServer made = server;
        if (made != null) {
            HttpRuntime.await(made.close());
        }
    }
}
