package dev.signalbox.server.settings;

import java.time.Duration;

/**
 * A model that says how good an answer is.
 *
 * @param model a target of the same route, so that what keeps data from a model keeps them from the judge
 * @param below the score, from 0 to 1, under which an answer is not good enough
 * @param timeout after which the answer is taken as it is
 */
public record JudgeSettings(String model, double below, Duration timeout) {
    public static final double DEFAULT_BELOW = 0.7;
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** Rejects scores that no judge can give. */
    public JudgeSettings {
        Checks.name("judge", model);
        EscalateSettings.share("judge.below", below);
        Checks.positive("judge.timeout", timeout);
    }
}
