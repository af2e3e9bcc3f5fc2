package dev.signalbox.server.settings;

import java.time.Duration;

/**
 * How long one attempt waits for a provider.
 *
 * @param connect for the connection, TLS included
 * @param firstByte from the request to the first byte of the answer's body
 * @param betweenTokens between two pieces of a streamed answer
 * @param total for the whole attempt
 */
public record TimeoutSettings(Duration connect, Duration firstByte, Duration betweenTokens, Duration total) {

    public TimeoutSettings {
        Checks.positive("connect", connect);
        Checks.positive("first-byte", firstByte);
        Checks.positive("between-tokens", betweenTokens);
        Checks.positive("total", total);
    }

    public static TimeoutSettings defaults() {
        return new TimeoutSettings(
                Duration.ofSeconds(5), Duration.ofSeconds(120), Duration.ofSeconds(60), Duration.ofMinutes(10));
    }
}
