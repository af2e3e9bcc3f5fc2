package dev.signalbox.server.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.transport.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The event loops that servers and clients of one process share. */
public final class HttpRuntime implements AutoCloseable {
    /** How long a name may be answered from memory, so that a provider that moves is followed soon. */
    private static final int NAME_SECONDS = 30;

    private static final int CLOSING_SECONDS = 10;

    private final VertxInternal vertx;
    private final ChannelTap transport;
    private final List<VertxLoop> loops;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger anyPorts = new AtomicInteger();

    private HttpRuntime(VertxInternal vertx, ChannelTap transport, int count) {
        this.vertx = vertx;
        this.transport = transport;
        List<VertxLoop> made = new CopyOnWriteArrayList<>();
        await(vertx.deployVerticle(() -> new LoopVerticle(made), new DeploymentOptions().setInstances(count)));
        loops = List.copyOf(made);
    }

    /** Only contexts of one deployment can share a listening port. */
    private static final class LoopVerticle extends VerticleBase {
        private final List<VertxLoop> made;

        private LoopVerticle(List<VertxLoop> made) {
            this.made = made;
        }

        @Override
        public Future<?> start() {
            made.add(new VertxLoop((ContextInternal) context));
            return Future.succeededFuture();
        }
    }

    /** Starts with two loops for each core. */
    public static HttpRuntime start() {
        return start(2 * Runtime.getRuntime().availableProcessors(), true);
    }

    /**
     * Starts the loops.
     *
     * @param loops how many, at least one
     * @param nativeTransport whether to use epoll where it is there; otherwise the sockets of the JDK
     */
    public static HttpRuntime start(int loops, boolean nativeTransport) {
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(loops)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setDisableTCCL(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false))
                .setAddressResolverOptions(new AddressResolverOptions()
                        .setCacheMaxTimeToLive(NAME_SECONDS)
                        .setCacheNegativeTimeToLive(0));
        Transport fastest = nativeTransport ? Transport.nativeTransport() : null;
        ChannelTap transport = new ChannelTap(fastest != null && fastest.available() ? fastest : Transport.NIO);
        Vertx vertx = Vertx.builder().with(options).withTransport(transport).build();
        return new HttpRuntime((VertxInternal) vertx, transport, loops);
    }

    /** One of the loops, each in turn: for calls that no caller waits for. */
    public EventLoop loop() {
        return loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
    }

    /** The number of one more server on any free port: its loops, and no others, share that port. */
    int nextAnyPort() {
        return anyPorts.incrementAndGet();
    }

    ChannelTap transport() {
        return transport;
    }

    VertxInternal vertx() {
        return vertx;
    }

    List<VertxLoop> loops() {
        return loops;
    }

    /** Closes every connection of every server and client, and ends the loops. */
    @Override
    public void close() {
        await(vertx.close());
    }

    /** Waits for something that does not depend on the current thread being a loop. */
    static <T extends @Nullable Object> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the event loops were busy", e);
        } catch (java.util.concurrent.ExecutionException e) {
            Throwable cause = e.getCause();
            String told = cause instanceof IllegalStateException ? cause.getMessage() : String.valueOf(cause);
            throw new IllegalStateException(told, cause);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("event loops: no answer in " + Duration.ofSeconds(CLOSING_SECONDS), e);
        }
    }
}
