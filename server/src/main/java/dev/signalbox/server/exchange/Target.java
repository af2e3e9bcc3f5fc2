package dev.signalbox.server.exchange;

import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.RetrySettings;
import java.util.Set;

/**
 * One model at one provider, with the rules of the route that points at it.
 *
 * @param name the model's name; for a model with a pattern the name that the caller wrote
 * @param upstreamId the provider's id of the model
 * @param retry the provider's rule with the target's own values before it
 * @param fallbackOn statuses after which the next target is tried
 * @param fallbackCandidate whether it takes traffic that another target failed
 */
public record Target(
        String name,
        ModelSettings model,
        ProviderSettings provider,
        String upstreamId,
        int priority,
        int weight,
        RetrySettings retry,
        Set<Integer> fallbackOn,
        boolean fallbackCandidate) {
    /** Takes a defensive copy. */
    public Target {
        fallbackOn = Set.copyOf(fallbackOn);
    }

    /** When it is taken out of rotation: the model's rules, else its provider's. */
    public BreakerSettings breaker() {
        return model.breaker().orElse(provider.breaker());
    }

    /** The name under which its health and measurements are kept: the configured one, so that callers cannot invent more. */
    public String key() {
        return model.name();
    }
}
