package dev.signalbox.server.http;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;

/** One connection of a caller, with what runs on it. Lives on its event loop. */
final class CallerConnection {
    /** What Vert.x calls its own handler, the last one. */
    private static final String VERTX_HANDLER = "handler";

    private static final int READS_IN_A_ROW = 2;

    private final ServerLoop server;
    private final HttpConnection connection;
    private final boolean multiplexed;
    private final List<ServedRequest> running = new ArrayList<>(1);
    private final HeadWatch watch = new HeadWatch();
    private long idleSince = System.nanoTime();

    CallerConnection(ServerLoop server, HttpConnection connection, Channel channel) {
        this.server = server;
        this.connection = connection;
        // Few reads in a row: with many large bodies arriving, a health check must not wait for all of them in turn.
        channel.config().setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(READS_IN_A_ROW));
        multiplexed = connection.protocolVersion() == HttpVersion.HTTP_2;
        if (!multiplexed) {
            ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
            if (tls == null) {
                channel.pipeline().addFirst(watch);
            } else {
                channel.pipeline().addAfter(tls.name(), null, watch);
            }
            channel.pipeline().addBefore(VERTX_HANDLER, null, new BodyWatch(this));
        }
    }

    boolean multiplexed() {
        return multiplexed;
    }

    /** Whether its head was refused, so that nothing more is read. */
    boolean refused() {
        return watch.refused();
    }

    void started(ServedRequest request) {
        watch.headComplete();
        running.add(request);
    }

    void finished(ServedRequest request) {
        running.remove(request);
        if (running.isEmpty()) {
            idleSince = System.nanoTime();
            watch.requestOver();
        }
    }

    /** A body on an HTTP/1.1 connection could not be parsed: nothing after it can be. */
    void malformed() {
        List.copyOf(running).forEach(ServedRequest::malformed);
        if (running.isEmpty()) {
            close();
        }
    }

    void close() {
        connection.close();
    }

    void closed() {
        for (ServedRequest request : List.copyOf(running)) {
            request.gone();
        }
    }

    /** Applies the limits of time. */
    void check(long now) {
        for (ServedRequest request : List.copyOf(running)) {
            request.check(now);
        }
        if (!running.isEmpty()) {
            return;
        }
        if (watch.headSince(now) > server.options().headerTimeout().toNanos()) {
            watch.refuse(server);
        } else if (now - idleSince > server.options().idleTimeout().toNanos()) {
            close();
        }
    }
}
