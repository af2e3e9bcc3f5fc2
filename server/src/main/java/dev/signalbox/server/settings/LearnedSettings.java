package dev.signalbox.server.settings;

import dev.signalbox.learn.choice.Bands;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a learned route goes by.
 *
 * @param knownAs by the name of a model, under which name the weights know it; for those whose ids do not tell
 * @param bands how much of the best single model's quality the modes may give away on average, as shares of it
 * @param budget how long a request waits for the embedding of its prompt at most
 * @param maxCost dollars that one call is expected to cost at most
 * @param requireParameters whether only models are taken that support every parameter of the request
 */
public record LearnedSettings(
        LearnedWeights weights,
        Map<String, String> knownAs,
        Bands bands,
        Duration budget,
        LearnedAffinity affinity,
        Optional<BigDecimal> maxCost,
        boolean requireParameters) {
    public static final Duration DEFAULT_BUDGET = Duration.ofMillis(50);

    public LearnedSettings {
        knownAs = Checks.inOrder(knownAs);
        Checks.notNegative("budget", budget);
        maxCost.ifPresent(most -> Checks.that(most.signum() > 0, "max-cost", most, "more than zero"));
    }

    /** By these weights and defaults for the rest. */
    public static LearnedSettings of(LearnedWeights weights) {
        return new LearnedSettings(
                weights, Map.of(), Bands.DEFAULT, DEFAULT_BUDGET, LearnedAffinity.DEFAULT, Optional.empty(), false);
    }
}
