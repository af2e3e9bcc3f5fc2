package dev.signalbox.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;

/** Catches a body that cannot be parsed before Vert.x does, which would close without an answer. */
final class BodyWatch extends ChannelInboundHandlerAdapter {
    private final CallerConnection connection;
    private boolean malformed;

    BodyWatch(CallerConnection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (malformed) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpContent content
                && !(message instanceof HttpRequest)
                && content.decoderResult().isFailure()) {
            malformed = true;
            ReferenceCountUtil.release(message);
            connection.malformed();
        } else {
            context.fireChannelRead(message);
        }
    }
}
