package dev.signalbox.server.settings;

import java.time.Duration;

/**
 * When a target is asked by itself whether it answers.
 *
 * @param every how long after one time it is asked the next time, at the least
 * @param timeout how long it may take
 * @param targets which targets are asked
 */
public record ProbeSettings(Duration every, Duration timeout, ProbeScope targets) {

    public static final Duration SHORTEST = Duration.ofSeconds(1);
    public static final Duration DEFAULT_EVERY = Duration.ofSeconds(30);
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    public ProbeSettings {
        Checks.that(every.compareTo(SHORTEST) >= 0, "every", every, "at least a second");
        Checks.positive("timeout", timeout);
    }

    /** Only failing targets, every half minute. */
    public static ProbeSettings usual() {
        return new ProbeSettings(DEFAULT_EVERY, DEFAULT_TIMEOUT, ProbeScope.FAILING);
    }
}
