package dev.signalbox.simulator.serve;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/** Closes a connection so that the peer sees a TCP reset: without lingering, the kernel sends RST instead of FIN. */
final class Reset {
    private Reset() {}

    static void reset(HttpConnection connection) {
        if (!(connection instanceof HttpServerConnection server)) {
            throw new IllegalStateException(
                    "connection: " + connection.getClass() + " (expected: a server connection)");
        }
        Channel channel = server.channelHandlerContext().channel();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }
}
