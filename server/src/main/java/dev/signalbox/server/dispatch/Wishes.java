package dev.signalbox.server.dispatch;

import dev.signalbox.server.http.Headers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the caller of one request wishes of its attempts, as written in its header fields.
 *
 * @param timeout how long each attempt may take
 * @param firstToken how long each attempt may take to its first content, where it streams
 */
record Wishes(Optional<Time> timeout, Optional<Time> firstToken, Optional<Retry> retry) {
    private static final WishHeader TIMEOUT = new WishHeader("x-signalbox-timeout", "x-tfy-request-timeout");
    private static final WishHeader FIRST_TOKEN =
            new WishHeader("x-signalbox-first-token-timeout", "x-tfy-ttft-timeout-ms");
    private static final WishHeader RETRY = new WishHeader("x-signalbox-retry", "x-tfy-retry-config");

    /** A time, and the field that tells it. */
    record Time(String header, Duration length) {}

    /** How often the same target is tried again, and the field that tells it; what is absent stays as configured. */
    record Retry(
            String header, Optional<Integer> attempts, Optional<Duration> delay, Optional<Set<Integer>> statuses) {}

    /**
     * Reads them.
     *
     * @throws dev.signalbox.server.exchange.Refused if one cannot be read
     */
    static Wishes of(Headers headers) {
        return new Wishes(
                TIMEOUT.find(headers).map(WishReading::time),
                FIRST_TOKEN.find(headers).map(WishReading::time),
                RETRY.find(headers).map(WishReading::retry));
    }

    boolean isEmpty() {
        return timeout.isEmpty() && firstToken.isEmpty() && retry.isEmpty();
    }
}
