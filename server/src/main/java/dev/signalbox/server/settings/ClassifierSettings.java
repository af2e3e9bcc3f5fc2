package dev.signalbox.server.settings;

import java.time.Duration;

/**
 * A model that is asked which branch of a route a request needs. That is one more call before the request.
 *
 * @param timeout how long a request waits for it at most
 */
public record ClassifierSettings(String model, Duration timeout) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

    public ClassifierSettings {
        Checks.name("model", model);
        Checks.positive("timeout", timeout);
    }
}
