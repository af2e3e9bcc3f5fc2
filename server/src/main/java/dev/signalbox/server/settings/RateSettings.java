package dev.signalbox.server.settings;

import java.util.Optional;

/**
 * How much a route takes in any minute, whoever asks and whichever target serves.
 *
 * @param requestsPerMinute requests of callers
 * @param tokensPerMinute tokens of input and output
 */
public record RateSettings(Optional<Integer> requestsPerMinute, Optional<Long> tokensPerMinute) {
    public RateSettings {
        requestsPerMinute.ifPresent(most -> Checks.positive("requests-per-minute", most));
        tokensPerMinute.ifPresent(most -> Checks.positive("tokens-per-minute", most));
        Checks.that(
                requestsPerMinute.isPresent() || tokensPerMinute.isPresent(),
                "limits",
                "none",
                "requests-per-minute or tokens-per-minute");
    }
}
