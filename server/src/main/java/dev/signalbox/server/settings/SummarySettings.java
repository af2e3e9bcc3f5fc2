package dev.signalbox.server.settings;

import java.time.Duration;

/**
 * A model that summarises the oldest turns of a request that no target can hold. That is one more call before the request.
 *
 * @param output the most tokens of a summary
 * @param timeout how long a request waits for it at most
 */
public record SummarySettings(String model, long output, Duration timeout) {
    public static final long DEFAULT_OUTPUT = 500;
    public static final long MOST_OUTPUT = 16_000;
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);

    public SummarySettings {
        Checks.name("model", model);
        Checks.that(output > 0 && output <= MOST_OUTPUT, "output", output, "1 to " + MOST_OUTPUT);
        Checks.positive("timeout", timeout);
    }
}
