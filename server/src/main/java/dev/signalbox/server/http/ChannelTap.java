package dev.signalbox.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.vertx.core.transport.Transport;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A transport that shows each outgoing channel to whoever is opening it. Vert.x gives no handle to a connection before it
 * stands, and a call that nobody waits for must be able to end one that hangs in its TLS handshake.
 */
final class ChannelTap implements Transport {
    private final Transport actual;
    /** Not static: a runtime must not see what another one opens. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Consumer<Channel>> opener = new ThreadLocal<>();

    private final io.vertx.core.spi.transport.Transport tapped;

    ChannelTap(Transport actual) {
        this.actual = actual;
        io.vertx.core.spi.transport.Transport behind = actual.implementation();
        Class<?> type = io.vertx.core.spi.transport.Transport.class;
        this.tapped = (io.vertx.core.spi.transport.Transport) Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    Object result = invoke(behind, method, arguments);
                    return result instanceof ChannelFactory<?> factory
                                    && method.getName().equals("channelFactory")
                            ? tap(factory)
                            : result;
                });
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private ChannelFactory<Channel> tap(ChannelFactory<?> factory) {
        Consumer<Channel> waiting = opener.get();
        return () -> {
            Channel channel = factory.newChannel();
            if (waiting != null) {
                waiting.accept(channel);
            }
            return channel;
        };
    }

    /** Runs something that opens a channel from this thread, and shows the channel. */
    void opening(Consumer<Channel> who, Runnable opens) {
        opener.set(who);
        try {
            opens.run();
        } finally {
            opener.remove();
        }
    }

    @Override
    public String name() {
        return actual.name();
    }

    @Override
    public boolean available() {
        return actual.available();
    }

    @Override
    public @Nullable Throwable unavailabilityCause() {
        return actual.unavailabilityCause();
    }

    @Override
    public io.vertx.core.spi.transport.Transport implementation() {
        return tapped;
    }
}
