package dev.signalbox.server.http;

import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An HTTP server on one port, spread over all loops of its runtime. */
public final class HttpServer implements AutoCloseable {
    private final ServerLoad load;
    private final List<ServerLoop> loops = new ArrayList<>();
    private final @Nullable CertificateWatch certificates;
    private final int port;

    private HttpServer(
            HttpRuntime runtime,
            HttpServerOptions options,
            Endpoints endpoints,
            Rejections rejections,
            HttpObserver observer) {
        load = new ServerLoad(options.maxBytesInFlight(), observer);
        certificates = options.tls()
                .map(files -> new CertificateWatch(runtime.vertx(), files, observer))
                .orElse(null);
        SocketAddress address = options.port() == 0
                ? SocketAddress.sharedRandomPort(runtime.nextAnyPort(), options.host())
                : SocketAddress.inetSocketAddress(options.port(), options.host());
        int bound = 0;
        for (VertxLoop loop : runtime.loops()) {
            ServerLoop made = new ServerLoop(runtime, loop, options, endpoints, rejections, load);
            bound = made.listen(address, certificates);
            loops.add(made);
        }
        port = bound;
        if (certificates != null) {
            certificates.watch(loops);
        }
    }

    /**
     * Binds the port and begins to serve.
     *
     * @throws IllegalStateException if the port cannot be bound or the certificate cannot be used
     */
    public static HttpServer start(
            HttpRuntime runtime,
            HttpServerOptions options,
            Endpoints endpoints,
            Rejections rejections,
            HttpObserver observer) {
        return new HttpServer(runtime, options, endpoints, rejections, observer);
    }

    /** The port that is bound. */
    public int port() {
        return port;
    }

    /** Connections that are open. */
    public int connections() {
        return load.connections();
    }

    /** Requests that have arrived and are not answered completely. */
    public int requestsInFlight() {
        return load.requests();
    }

    /** Bytes of request bodies that are held. */
    public long bytesInFlight() {
        return load.bytes();
    }

    /**
     * Comes to rest: refuses new requests but those after health, and lets what runs, streams too, go on until the deadline.
     * What runs then is cut. Connections are still taken, so that whoever watches can hear the truth. Blocks; closes
     * everything at the end.
     */
    public DrainReport drain(Duration longest) {
        load.startDraining();
        int running = load.requests();
        boolean interrupted = false;
        int left;
        try {
            left = load.awaitRest(System.nanoTime() + longest.toNanos());
        } catch (InterruptedException e) {
            interrupted = true;
            left = load.requests();
        }
        close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return new DrainReport(Math.max(0, running - left), left);
    }

    /** Closes the port and every connection at once. */
    @Override
    public void close() {
        if (certificates != null) {
            certificates.close();
        }
        load.startDraining();
        loops.forEach(ServerLoop::close);
    }
}
