package dev.signalbox.server.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a client connects.
 *
 * @param connectTimeout the longest for TCP and TLS of one connection; a call may ask for less
 * @param proxy an HTTP proxy through which everything goes
 * @param extraCa a PEM file with certificates that are trusted beside those of the system
 * @param maxConnections over all loops and origins; further calls wait
 * @param idleTimeout how long an unused connection is kept
 * @param http2 whether HTTP/2 is offered to https origins
 */
public record HttpClientOptions(
        Duration connectTimeout,
        Optional<Proxy> proxy,
        Optional<Path> extraCa,
        int maxConnections,
        Duration idleTimeout,
        boolean http2) {
    /** Rejects what cannot work. */
    public HttpClientOptions {
        if (connectTimeout.toMillis() < 1 || idleTimeout.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "timeouts: " + connectTimeout + ", " + idleTimeout + " (expected: at least 1 ms)");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections: " + maxConnections + " (expected: at least 1)");
        }
    }

    /** Direct, trusting the system, HTTP/1.1. */
    public static HttpClientOptions defaults() {
        return new HttpClientOptions(
                Duration.ofSeconds(10), Optional.empty(), Optional.empty(), 4096, Duration.ofSeconds(30), false);
    }

    public HttpClientOptions withConnectTimeout(Duration value) {
        return new HttpClientOptions(value, proxy, extraCa, maxConnections, idleTimeout, http2);
    }

    public HttpClientOptions withProxy(Proxy value) {
        return new HttpClientOptions(connectTimeout, Optional.of(value), extraCa, maxConnections, idleTimeout, http2);
    }

    public HttpClientOptions withExtraCa(Path value) {
        return new HttpClientOptions(connectTimeout, proxy, Optional.of(value), maxConnections, idleTimeout, http2);
    }

    public HttpClientOptions withMaxConnections(int value) {
        return new HttpClientOptions(connectTimeout, proxy, extraCa, value, idleTimeout, http2);
    }

    public HttpClientOptions withIdleTimeout(Duration value) {
        return new HttpClientOptions(connectTimeout, proxy, extraCa, maxConnections, value, http2);
    }

    public HttpClientOptions withHttp2(boolean value) {
        return new HttpClientOptions(connectTimeout, proxy, extraCa, maxConnections, idleTimeout, value);
    }

    /** A proxy that is asked with CONNECT. */
    public record Proxy(String host, int port, Optional<Login> login) {
        /** Who asks the proxy. */
        public record Login(String user, String password) {
            /** Without the password. */
            @Override
            public String toString() {
                return "Login[" + user + "]";
            }
        }
    }
}
