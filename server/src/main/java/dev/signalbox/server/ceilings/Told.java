package dev.signalbox.server.ceilings;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a provider said of one of its limits.
 *
 * @param name which limit, for example {@code input-tokens}
 * @param kind {@link Limit#REQUESTS} or {@link Limit#TOKENS}: what it counts
 * @param most the limit, where it was told
 * @param remaining how much of it is left
 * @param reset until all of it is there again
 */
public record Told(String name, Limit kind, OptionalLong most, long remaining, Duration reset) {

    /** Nothing is left until this time is over. */
    public static Told nothing(String name, Duration reset) {
        return new Told(name, Limit.REQUESTS, OptionalLong.empty(), 0, reset);
    }
}
