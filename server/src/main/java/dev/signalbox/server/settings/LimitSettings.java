package dev.signalbox.server.settings;

import java.time.Duration;

/**
 * What the listener accepts from callers.
 *
 * @param maxBody bytes of one request body
 * @param maxHeaders bytes of all headers of one request
 * @param maxBodiesInFlight bytes of all request bodies that are held at once
 * @param headerTimeout from the first byte of a request to the end of its headers
 * @param bodyTimeout the window in which an arriving body must end or bring a least rate
 * @param idleTimeout for a connection without a request
 * @param maxConnections open connections of callers
 */
public record LimitSettings(
        long maxBody,
        int maxHeaders,
        long maxBodiesInFlight,
        Duration headerTimeout,
        Duration bodyTimeout,
        Duration idleTimeout,
        int maxConnections) {

    private static final long KIBIBYTE = 1024;
    private static final long MEBIBYTE = 1024 * KIBIBYTE;

    public LimitSettings {
        Checks.positive("max-body", maxBody);
        Checks.that(maxHeaders >= 256, "max-headers", maxHeaders, "at least 256");
        Checks.that(maxBodiesInFlight >= maxBody, "max-bodies-in-flight", maxBodiesInFlight, "at least max-body");
        Checks.positive("header-timeout", headerTimeout);
        Checks.positive("body-timeout", bodyTimeout);
        Checks.positive("idle-timeout", idleTimeout);
        Checks.positive("max-connections", maxConnections);
    }

    public static LimitSettings defaults() {
        return new LimitSettings(
                50 * MEBIBYTE,
                (int) (64 * KIBIBYTE),
                512 * MEBIBYTE,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(75),
                20_000);
    }
}
