package dev.signalbox.server.http;

import io.vertx.core.http.HttpClientConnection;

/** A connection to a provider with what the pool must know of it. Its numbers are guarded by the pool's lock. */
final class PooledConnection {
    private final HttpClientConnection connection;
    private final Origin origin;
    private final VertxLoop loop;
    private final boolean shared;
    private int active;
    private boolean used;
    private long idleSince;

    /**
     * A connection that has just been opened.
     *
     * @param shared whether it carries several calls at once
     */
    PooledConnection(HttpClientConnection connection, Origin origin, VertxLoop loop, boolean shared) {
        this.connection = connection;
        this.origin = origin;
        this.loop = loop;
        this.shared = shared;
    }

    HttpClientConnection connection() {
        return connection;
    }

    Origin origin() {
        return origin;
    }

    VertxLoop loop() {
        return loop;
    }

    boolean exclusive() {
        return !shared;
    }

    /** Whether it has served a call before: only then can the provider have closed it in the meantime. */
    boolean used() {
        return used;
    }

    void markUsed() {
        used = true;
    }

    /** One more call; gives whether there is room for a further one. */
    boolean enter() {
        active++;
        return active < most();
    }

    /** One call less; gives whether there was no room before. */
    boolean leave(long now) {
        boolean wasFull = active >= most();
        active--;
        idleSince = now;
        return wasFull;
    }

    boolean isIdle() {
        return active == 0;
    }

    long idleSince() {
        return idleSince;
    }

    private long most() {
        return shared ? Math.max(1, connection.maxActiveStreams()) : 1;
    }
}
