package dev.signalbox.server.settings;

import java.time.Duration;

/**
 * How requests that begin alike go where their beginning is in the provider's cache.
 *
 * @param ttl how long after its last use a beginning is taken to be there
 */
public record PrefixAffinitySettings(Duration ttl) {
    /** What the large providers promise at least. */
    public static final Duration DEFAULT_TTL = Duration.ofMinutes(5);

    public PrefixAffinitySettings {
        Checks.positive("ttl", ttl);
    }
}
