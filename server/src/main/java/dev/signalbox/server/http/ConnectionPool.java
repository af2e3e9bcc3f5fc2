package dev.signalbox.server.http;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connections of one client. A connection serves calls of its own event loop only, so that a call never crosses threads;
 * the number of connections is bounded over all loops: at the bound an unused connection of another loop makes room, and
 * otherwise the call waits its turn.
 */
final class ConnectionPool {
    private final HttpClientAgent agent;
    private final HttpClientOptions options;
    private final ChannelTap transport;
    private final VertxLoop clock;
    private final ReentrantLock lock = new ReentrantLock();

    // All below: guarded by the lock.
    private final Map<Place, ArrayDeque<PooledConnection>> usable = new HashMap<>();
    private final Set<PooledConnection> open = new HashSet<>();
    private final ArrayDeque<Wish> waiting = new ArrayDeque<>();
    private int size;
    private boolean closed;

    ConnectionPool(HttpClientAgent agent, HttpClientOptions options, ChannelTap transport, VertxLoop clock) {
        this.agent = agent;
        this.options = options;
        this.transport = transport;
        this.clock = clock;
        scheduleSweep();
    }

    private record Place(VertxLoop loop, Origin origin) {}

    /** A wish for a connection; answered once, on its loop. */
    record Wish(Origin origin, VertxLoop loop, Duration connectTimeout, Taker taker) {
        private Place place() {
            return new Place(loop, origin);
        }
    }

    /** Who wished for a connection. */
    interface Taker {
        /** Here it is; false if it is not wanted any more. */
        boolean take(PooledConnection connection);

        /** A connection is being opened for it; the channel may be closed as long as it has not been taken. */
        void opening(Channel channel);

        /** There is none. */
        void failed(Throwable cause);
    }

    int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /** Looks for a connection; to be called on the wish's loop. With {@code fresh}, one that has served nobody yet. */
    void wish(Wish wish, boolean fresh) {
        PooledConnection found = null;
        PooledConnection makesRoom = null;
        boolean connect = false;
        lock.lock();
        try {
            ArrayDeque<PooledConnection> idle = usable.get(wish.place());
            if (!fresh && idle != null && !idle.isEmpty()) {
                found = idle.peekLast();
                if (!found.enter()) {
                    idle.pollLast();
                }
            } else if (size < options.maxConnections()) {
                size++;
                connect = !closed;
            } else {
                makesRoom = longestIdle().orElse(null);
                if (makesRoom == null) {
                    waiting.add(wish);
                } else {
                    forget(makesRoom);
                    size++;
                    connect = true;
                }
            }
        } finally {
            lock.unlock();
        }
        if (makesRoom != null) {
            makesRoom.connection().close();
        }
        if (found != null) {
            hand(found, wish);
        } else if (connect) {
            connect(wish);
        }
    }

    /** Takes a wish back that is still waiting for its turn. */
    void withdraw(Taker taker) {
        lock.lock();
        try {
            waiting.removeIf(wish -> wish.taker().equals(taker));
        } finally {
            lock.unlock();
        }
    }

    private void hand(PooledConnection connection, Wish wish) {
        if (!wish.taker().take(connection)) {
            release(connection, true);
        }
    }

    private void connect(Wish wish) {
        Origin origin = wish.origin();
        long millis = Math.max(
                1,
                Math.min(
                        wish.connectTimeout().toMillis(),
                        options.connectTimeout().toMillis()));
        HttpConnectOptions target = new HttpConnectOptions()
                .setHost(origin.host())
                .setPort(origin.port())
                .setSsl(origin.secure())
                .setConnectTimeout(millis);
        origin.address()
                .ifPresent(address -> target.setServer(
                        SocketAddress.inetSocketAddress(new InetSocketAddress(address, origin.port()))));
        if (!origin.secure()) {
            target.setProtocolVersion(HttpVersion.HTTP_1_1);
        }
        wish.loop()
                .context()
                .dispatch(() -> transport.opening(
                        wish.taker()::opening,
                        () -> agent.connect(target).onComplete(done -> {
                            if (done.succeeded()) {
                                opened(done.result(), wish);
                            } else {
                                freePlace();
                                wish.taker().failed(done.cause());
                            }
                        })));
    }

    private void opened(HttpClientConnection connection, Wish wish) {
        boolean shared = connection.protocolVersion() == HttpVersion.HTTP_2;
        PooledConnection made = new PooledConnection(connection, wish.origin(), wish.loop(), shared);
        boolean late;
        lock.lock();
        try {
            late = closed;
            open.add(made);
            if (made.enter()) {
                usable.computeIfAbsent(wish.place(), _ -> new ArrayDeque<>()).add(made);
            }
        } finally {
            lock.unlock();
        }
        // What breaks a connection reaches its calls; without this Vert.x would log what a provider sent.
        connection.exceptionHandler(_ -> {});
        connection.closeHandler(_ -> dropped(made));
        if (late) {
            connection.close();
        }
        hand(made, wish);
    }

    /** Gives a connection back: to be used again, or to be closed. */
    void release(PooledConnection connection, boolean reusable) {
        Wish next = null;
        lock.lock();
        try {
            boolean wasFull = connection.leave(System.nanoTime());
            if (reusable && open.contains(connection)) {
                if (wasFull) {
                    usable.computeIfAbsent(new Place(connection.loop(), connection.origin()), _ -> new ArrayDeque<>())
                            .add(connection);
                }
                next = waiting.poll();
            }
        } finally {
            lock.unlock();
        }
        if (!reusable && connection.exclusive()) {
            connection.connection().close();
        }
        if (next != null) {
            Wish wish = next;
            wish.loop().run(() -> wish(wish, false));
        }
    }

    private void dropped(PooledConnection connection) {
        lock.lock();
        try {
            if (!forget(connection)) {
                return;
            }
        } finally {
            lock.unlock();
        }
        nextInLine();
    }

    private boolean forget(PooledConnection connection) {
        if (!open.remove(connection)) {
            return false;
        }
        size--;
        Place place = new Place(connection.loop(), connection.origin());
        ArrayDeque<PooledConnection> idle = usable.get(place);
        if (idle != null) {
            idle.remove(connection);
            if (idle.isEmpty()) {
                usable.remove(place);
            }
        }
        return true;
    }

    private void freePlace() {
        lock.lock();
        try {
            size--;
        } finally {
            lock.unlock();
        }
        nextInLine();
    }

    private void nextInLine() {
        Wish next;
        lock.lock();
        try {
            next = waiting.poll();
        } finally {
            lock.unlock();
        }
        if (next != null) {
            Wish wish = next;
            wish.loop().run(() -> wish(wish, false));
        }
    }

    private Optional<PooledConnection> longestIdle() {
        return usable.values().stream()
                .flatMap(Deque::stream)
                .filter(PooledConnection::isIdle)
                .min((a, b) -> Long.compare(a.idleSince() - b.idleSince(), 0));
    }

    private void scheduleSweep() {
        long nanos = Math.clamp(options.idleTimeout().toNanos() / 4, 5_000_000L, 5_000_000_000L);
        clock.schedule(nanos, this::sweep);
    }

    private void sweep() {
        List<PooledConnection> stale = new ArrayList<>();
        lock.lock();
        try {
            if (closed) {
                return;
            }
            long now = System.nanoTime();
            for (PooledConnection connection : open) {
                if (connection.isIdle()
                        && now - connection.idleSince() > options.idleTimeout().toNanos()) {
                    stale.add(connection);
                }
            }
            stale.forEach(this::forget);
        } finally {
            lock.unlock();
        }
        stale.forEach(connection -> connection.connection().close());
        scheduleSweep();
    }

    void close() {
        List<PooledConnection> all;
        lock.lock();
        try {
            closed = true;
            all = List.copyOf(open);
        } finally {
            lock.unlock();
        }
        all.forEach(connection -> connection.connection().close());
    }
}
