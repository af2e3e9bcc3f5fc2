package dev.signalbox.server.settings;

import java.util.Optional;

/**
 * How much a model, or a provider with all its models, is given to do at most.
 *
 * @param concurrency requests at once
 * @param requestsPerMinute attempts begun in any minute
 * @param tokensPerMinute tokens of input and output in any minute
 * @param queue how requests wait for a place; absent where they do not
 * @param heedProvider whether a target is passed over while its provider says that a limit is used up
 */
public record CeilingSettings(
        Optional<Integer> concurrency,
        Optional<Integer> requestsPerMinute,
        Optional<Long> tokensPerMinute,
        Optional<QueueSettings> queue,
        boolean heedProvider) {

    public static final int MOST_AT_ONCE = 1_000_000;
    public static final int MOST_REQUESTS = 100_000_000;

    private static final CeilingSettings NONE =
            new CeilingSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);

    public CeilingSettings {
        concurrency.ifPresent(most -> Checks.positive("concurrency", most));
        requestsPerMinute.ifPresent(most -> Checks.positive("requests-per-minute", most));
        tokensPerMinute.ifPresent(most -> Checks.positive("tokens-per-minute", most));
    }

    /** Nothing but what the provider says. */
    public static CeilingSettings none() {
        return NONE;
    }
}
