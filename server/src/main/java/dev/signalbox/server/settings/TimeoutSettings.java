package dev.signalbox.server.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * How long one attempt waits for a provider.
 *
 * @param connect for the connection, TLS included
 * @param firstByte from the request to the first byte of the answer's body
 * @param betweenTokens between two pieces of a streamed answer
 * @param total for the whole attempt
 * @param firstToken from the request to the first content of a streamed answer; absent where events without content count too
 */
public record TimeoutSettings(
        Duration connect, Duration firstByte, Duration betweenTokens, Duration total, Optional<Duration> firstToken) {

    public TimeoutSettings {
        Checks.positive("connect", connect);
        Checks.positive("first-byte", firstByte);
        Checks.positive("between-tokens", betweenTokens);
        Checks.positive("total", total);
        firstToken.ifPresent(time -> Checks.positive("first-token", time));
    }

    /** Without a time of its own for the first content. */
    public TimeoutSettings(Duration connect, Duration firstByte, Duration betweenTokens, Duration total) {
        this(connect, firstByte, betweenTokens, total, Optional.empty());
    }

    public static TimeoutSettings defaults() {
        return new TimeoutSettings(
                Duration.ofSeconds(5), Duration.ofSeconds(120), Duration.ofSeconds(60), Duration.ofMinutes(10));
    }

    /** The same with another time for the whole attempt. */
    public TimeoutSettings withTotal(Duration newTotal) {
        return new TimeoutSettings(connect, firstByte, betweenTokens, newTotal, firstToken);
    }

    /** The same with a time for the first content. */
    public TimeoutSettings withFirstToken(Duration newFirstToken) {
        return new TimeoutSettings(connect, firstByte, betweenTokens, total, Optional.of(newFirstToken));
    }
}
