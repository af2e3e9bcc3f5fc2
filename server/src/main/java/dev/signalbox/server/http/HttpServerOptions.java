package dev.signalbox.server.http;

import java.time.Duration;
import java.util.Optional;

/**
 * How a server listens and what it bears.
 *
 * @param host the address to bind
 * @param port the port; 0 for any free one
 * @param maxBodyBytes the longest request body
 * @param maxHeaderBytes the longest request line, and the longest header fields together
 * @param maxBytesInFlight the bodies of all requests together, from their arrival to the end of their answer
 * @param headerTimeout from the first byte of a head to its last, and for a TLS handshake
 * @param bodyTimeout the window in which a body that arrives must end or bring {@code minBodyRate} bytes per second
 * @param minBodyRate bytes per second
 * @param idleTimeout how long a connection may lie open without a request
 * @param maxConnections how many connections at once; one more is closed at once
 * @param tls the certificate; without it the server speaks plain HTTP
 * @param http2 whether HTTP/2 is offered: through ALPN with TLS, by prior knowledge or upgrade without
 */
public record HttpServerOptions(
        String host,
        int port,
        int maxBodyBytes,
        int maxHeaderBytes,
        long maxBytesInFlight,
        Duration headerTimeout,
        Duration bodyTimeout,
        int minBodyRate,
        Duration idleTimeout,
        int maxConnections,
        Optional<TlsFiles> tls,
        boolean http2) {
    /** Rejects what cannot work. */
    public HttpServerOptions {
        atLeast("port", port, 0);
        atLeast("maxBodyBytes", maxBodyBytes, 1);
        atLeast("maxHeaderBytes", maxHeaderBytes, 256);
        atLeast("maxBytesInFlight", maxBytesInFlight, maxBodyBytes);
        atLeast("headerTimeout in ms", headerTimeout.toMillis(), 1);
        atLeast("bodyTimeout in ms", bodyTimeout.toMillis(), 1);
        atLeast("minBodyRate", minBodyRate, 1);
        atLeast("idleTimeout in ms", idleTimeout.toMillis(), 1);
        atLeast("maxConnections", maxConnections, 1);
    }

    private static void atLeast(String what, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: at least " + least + ")");
        }
    }

    /** Loopback, any port, 50 MB for a body, and a quarter of the heap (64 to 512 MB) for all bodies together. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects options; what is not set keeps its default. */
    public static final class Builder {
        private static final int MEGABYTE = 1024 * 1024;

        private String host = "127.0.0.1";
        private int port;
        private int maxBodyBytes = 50 * MEGABYTE;
        private int maxHeaderBytes = 64 * 1024;
        private long maxBytesInFlight =
                Math.clamp(Runtime.getRuntime().maxMemory() / 4, 64L * MEGABYTE, 512L * MEGABYTE);
        private Duration headerTimeout = Duration.ofSeconds(10);
        private Duration bodyTimeout = Duration.ofSeconds(20);
        private int minBodyRate = 1024;
        private Duration idleTimeout = Duration.ofSeconds(75);
        private int maxConnections = 20_000;
        private Optional<TlsFiles> tls = Optional.empty();
        private boolean http2 = true;

        private Builder() {}

        public Builder host(String value) {
            host = value;
            return this;
        }

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder maxBodyBytes(int value) {
            maxBodyBytes = value;
            return this;
        }

        public Builder maxHeaderBytes(int value) {
            maxHeaderBytes = value;
            return this;
        }

        public Builder maxBytesInFlight(long value) {
            maxBytesInFlight = value;
            return this;
        }

        public Builder headerTimeout(Duration value) {
            headerTimeout = value;
            return this;
        }

        public Builder bodyTimeout(Duration value) {
            bodyTimeout = value;
            return this;
        }

        public Builder minBodyRate(int value) {
            minBodyRate = value;
            return this;
        }

        public Builder idleTimeout(Duration value) {
            idleTimeout = value;
            return this;
        }

        public Builder maxConnections(int value) {
            maxConnections = value;
            return this;
        }

        public Builder tls(TlsFiles value) {
            tls = Optional.of(value);
            return this;
        }

        public Builder http2(boolean value) {
            http2 = value;
            return this;
        }

        public HttpServerOptions build() {
            return new HttpServerOptions(
                    host,
                    port,
                    maxBodyBytes,
                    maxHeaderBytes,
                    maxBytesInFlight,
                    headerTimeout,
                    bodyTimeout,
                    minBodyRate,
                    idleTimeout,
                    maxConnections,
                    tls,
                    http2);
        }
    }
}
