package dev.signalbox.server.settings;

import java.time.Duration;

/**
 * How the conversations of a learned route stay with their models.
 *
 * @param ttl how long after its last answer a conversation is remembered
 */
public record LearnedAffinity(AffinityStrategy strategy, Duration ttl) {
    public static final LearnedAffinity DEFAULT =
            new LearnedAffinity(AffinityStrategy.ADAPTIVE, Duration.ofMinutes(30));

    public LearnedAffinity {
        Checks.positive("ttl", ttl);
    }
}
