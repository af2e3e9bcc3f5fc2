package dev.signalbox.server.exchange;

import java.time.Duration;

/**
 * Requests that belong together on one route.
 *
 * @param route the name of the route
 * @param digest of the caller and of what it named its session; nothing that a caller wrote is kept
 * @param ttl how long it is remembered after its last answer
 */
public record Session(String route, String digest, Duration ttl) {}
