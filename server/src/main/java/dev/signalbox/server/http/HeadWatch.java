package dev.signalbox.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Knows since when the head of a request has been arriving on an HTTP/1.1 connection: a caller may send it forever. */
final class HeadWatch extends ChannelInboundHandlerAdapter {
    private static final long NONE = Long.MIN_VALUE;

    private @Nullable ChannelHandlerContext context;
    private boolean between = true;
    private long since = NONE;
    private boolean refused;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (between && since == NONE) {
            since = System.nanoTime();
        }
        from.fireChannelRead(message);
    }

    void headComplete() {
        between = false;
        since = NONE;
    }

    void requestOver() {
        between = true;
    }

    /** For how long a head has been arriving; 0 if none is. */
    long headSince(long now) {
        return since == NONE ? 0 : now - since;
    }

    boolean refused() {
        return refused;
    }

    /** Tells the caller that its head came too slowly, and closes. */
    void refuse(ServerLoop server) {
        ChannelHandlerContext own = context;
        if (own == null) {
            return;
        }
        since = NONE;
        refused = true;
        server.load().observer().rejected(Refusal.REQUEST_TIMEOUT);
        HttpRequest unknown = HttpRequest.builder("", "/").build(server.loop());
        Rejections.Rejection words = server.rejections()
                .reject(
                        unknown,
                        Refusal.REQUEST_TIMEOUT.status(),
                        Refusal.REQUEST_TIMEOUT.code(),
                        Refusal.REQUEST_TIMEOUT.message());
        own.writeAndFlush(Unpooled.wrappedBuffer(message(words))).addListener(ChannelFutureListener.CLOSE);
    }

    /** No request was parsed, so no encoder would take an answer: the bytes are written as they are. */
    private static byte[] message(Rejections.Rejection words) {
        StringBuilder head = new StringBuilder("HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n");
        head.append("content-length: ").append(words.body().length).append("\r\n");
        words.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        message.writeBytes(words.body());
        return message.toByteArray();
    }
}
