package dev.signalbox.server.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A runtime with one server and one client, and what they were seen to do. */
final class Fixture implements AutoCloseable {
    final HttpRuntime runtime;
    final HttpClient client;
    final Seen seen = new Seen();
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

    Fixture() {
        this(HttpClientOptions.defaults());
    }

    Fixture(HttpClientOptions options) {
        runtime = HttpRuntime.start(2, true);
        client = HttpClient.create(runtime, options);
    }

    /** Counts what an observer is told. */
    static final class Seen implements HttpObserver {
        final List<Refusal> rejected = new CopyOnWriteArrayList<>();
        final List<Throwable> failures = new CopyOnWriteArrayList<>();
        final AtomicInteger hangUps = new AtomicInteger();
        final AtomicInteger open = new AtomicInteger();
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger refusedConnections = new AtomicInteger();
        final AtomicInteger reloads = new AtomicInteger();
        final AtomicInteger failedReloads = new AtomicInteger();
        final AtomicLong bytes = new AtomicLong();
        final AtomicLong mostBytes = new AtomicLong();

        @Override
        public void connectionOpened() {
            open.incrementAndGet();
        }

        @Override
        public void connectionClosed() {
            open.decrementAndGet();
        }

        @Override
        public void connectionRefused() {
            refusedConnections.incrementAndGet();
        }

        @Override
        public void requestStarted() {
            running.incrementAndGet();
        }

        @Override
        public void requestFinished() {
            running.decrementAndGet();
        }

        @Override
        public void bytesInFlight(long change) {
            mostBytes.accumulateAndGet(bytes.addAndGet(change), Math::max);
        }

        @Override
        public void rejected(Refusal reason) {
            rejected.add(reason);
        }

        @Override
        public void hungUp() {
            hangUps.incrementAndGet();
        }

        @Override
        public void failed(Throwable cause) {
            failures.add(cause);
        }

        @Override
        public void certificateReloaded() {
            reloads.incrementAndGet();
        }

        @Override
        public void certificateReloadFailed(Throwable cause) {
            failedReloads.incrementAndGet();
        }
    }

    static Rejections.Rejection plainly(HttpRequest head, int status, String code, String message) {
        return new Rejections.Rejection(
                Headers.of("content-type", "text/plain", "x-code", code),
                (status + " " + head.path() + " " + message).getBytes(StandardCharsets.UTF_8));
    }

    HttpServer serve(HttpServerOptions options, Endpoints endpoints) {
        HttpServer server = HttpServer.start(runtime, options, endpoints, Fixture::plainly, seen);
        servers.add(server);
        return server;
    }

    HttpServer serve(Endpoints endpoints) {
        return serve(HttpServerOptions.builder().build(), endpoints);
    }

    HttpServer serve(Endpoint endpoint) {
        return serve(everything(endpoint));
    }

    static Endpoints everything(Endpoint endpoint) {
        return Endpoints.builder()
                .add("POST", "/{path...}", EndpointKind.MODEL, endpoint)
                .add("GET", "/{path...}", EndpointKind.LOOKUP, endpoint)
                .immediate("GET", "/healthz", (_, response) -> response.whole(200, Headers.empty(), bytes("ok")))
                .build();
    }

    static Endpoint echo() {
        return (request, response) ->
                response.whole(200, Headers.of("content-type", "application/octet-stream"), request.body());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static HttpCall call(URI uri, EventLoop loop) {
        return call(uri, loop, Headers.empty(), Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    static HttpCall call(URI uri, EventLoop loop, Headers headers, Duration firstByte, Duration between) {
        return new HttpCall(
                "POST",
                uri,
                headers,
                bytes("{\"hello\":1}"),
                Duration.ofSeconds(10),
                firstByte,
                between,
                System.nanoTime() + Duration.ofSeconds(20).toNanos(),
                loop);
    }

    /** An endpoint that passes every request on to this address and streams the answer back. */
    Endpoint streamFrom(URI uri) {
        return (request, response) -> Relay.stream(client.send(call(uri, request.loop()), request.hangUp()), response);
    }

    /** Waits for a condition. */
    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("condition: not met within 30 s");
            }
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(200_000);
        }
    }

    @Override
    public void close() throws IOException {
        servers.forEach(HttpServer::close);
        client.close();
        runtime.close();
    }
}
