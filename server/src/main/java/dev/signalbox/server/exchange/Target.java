package dev.signalbox.server.exchange;

import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.RetrySettings;
import dev.signalbox.server.settings.TargetSettings;
import dev.signalbox.server.settings.TimeoutSettings;
import java.util.Set;

/**
 * One model at one provider, with the rules of the route that points at it.
 *
 * @param name the model's name; for a model with a pattern the name that the caller wrote
 * @param upstreamId the provider's id of the model
 * @param rules what the route says of this target
 * @param retry the provider's rule with the target's own values before it
 */
public record Target(
        String name,
        ModelSettings model,
        ProviderSettings provider,
        String upstreamId,
        TargetSettings rules,
        RetrySettings retry) {
    /** A target whose retry values follow from its rules. */
    public Target(
            String name, ModelSettings model, ProviderSettings provider, String upstreamId, TargetSettings rules) {
        this(name, model, provider, upstreamId, rules, rules.retryOver(provider.retry()));
    }

    public int priority() {
        return rules.priority();
    }

    public int weight() {
        return rules.weight();
    }

    /** Statuses after which the next target is tried. */
    public Set<Integer> fallbackOn() {
        return rules.fallbackOn();
    }

    /** Whether it takes traffic that another target failed. */
    public boolean fallbackCandidate() {
        return rules.fallbackCandidate();
    }

    /** When it is taken out of rotation: the model's rules, else its provider's. */
    public BreakerSettings breaker() {
        return model.breaker().orElse(provider.breaker());
    }

    /** The same under other bounds of time and other rules of retrying. */
    public Target within(TimeoutSettings timeouts, RetrySettings newRetry) {
        return new Target(name, model, provider.withTimeouts(timeouts), upstreamId, rules, newRetry);
    }

    /** The name under which its health and measurements are kept: the configured one, so that callers cannot invent more. */
    public String key() {
        return model.name();
    }
}
