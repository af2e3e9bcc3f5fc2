package dev.signalbox.simulator.serve;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.util.concurrent.CompletionException;

/** The open port. One event loop serves all connections: the simulator is meant to leave the machine to what it tests. */
public final class Listener {
    private static final int LONGEST_LINE = 8 << 10;
    private static final int LARGEST_HEAD = 64 << 10;

    private final Vertx vertx;
    private final URI endpoint;

    private Listener(Vertx vertx, URI endpoint) {
        this.vertx = vertx;
        this.endpoint = endpoint;
    }

    /** @throws IllegalStateException when the port cannot be opened */
    public static Listener open(Setup setup) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setPreferNativeTransport(true)
                .setBlockedThreadCheckInterval(3_600_000));
        HttpServerOptions options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false) // a cut must cut one request, not all streams of a connection
                .setHandle100ContinueAutomatically(true)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false) // no web sockets: one handler less for each request
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LARGEST_HEAD)
                .setAcceptBacklog(4096);
        Desk desk = new Desk(vertx, setup);
        try {
            HttpServer server = wait(vertx.createHttpServer(options)
                    .connectionHandler(connection -> {
                        setup.log().connected();
                        connection.closeHandler(_ -> setup.log().disconnected());
                    })
                    .requestHandler(desk::receive)
                    .listen(setup.port(), setup.host()));
            String host = setup.host().contains(":") ? "[" + setup.host() + "]" : setup.host();
            return new Listener(vertx, URI.create("http://" + host + ":" + server.actualPort()));
        } catch (CompletionException e) {
            wait(vertx.close());
            throw new IllegalStateException(
                    "listen: " + setup.host() + ":" + setup.port() + " (expected: an address and port that are free)",
                    e.getCause());
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    public void close() {
        wait(vertx.close());
    }

    private static <T> T wait(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
