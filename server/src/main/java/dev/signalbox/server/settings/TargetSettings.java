package dev.signalbox.server.settings;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One model that a route may send to.
 *
 * @param model the name of a concrete model, or a name that a model's pattern matches
 * @param priority the group; lower numbers are tried first
 * @param weight the share inside the group, relative to the others
 * @param retry what this target sets in place of its provider's retry values
 * @param fallbackOn the status codes after which the next target is tried
 * @param fallbackCandidate whether this target may be the next one after another has failed
 */
public record TargetSettings(
        String model,
        int priority,
        int weight,
        Optional<RetryOverrides> retry,
        Set<Integer> fallbackOn,
        boolean fallbackCandidate) {

    public static final Set<Integer> DEFAULT_FALLBACK_ON =
            Checks.sorted(List.of(401, 403, 404, 410, 429, 500, 502, 503));

    public static final int MOST = 1_000_000;

    public TargetSettings {
        Checks.name("model", model);
        Checks.that(priority >= 0 && priority <= MOST, "priority", priority, "0 to " + MOST);
        Checks.that(weight >= 0 && weight <= MOST, "weight", weight, "0 to " + MOST);
        Checks.statusCodes("fallback-on", fallbackOn);
        fallbackOn = Checks.sorted(fallbackOn);
    }

    /** A target with defaults for all that is not given. */
    public static TargetSettings of(String model) {
        return new TargetSettings(model, 0, 1, Optional.empty(), DEFAULT_FALLBACK_ON, true);
    }

    public TargetSettings withPriority(int newPriority) {
        return new TargetSettings(model, newPriority, weight, retry, fallbackOn, fallbackCandidate);
    }

    /** The retry values that hold for an attempt on this target. */
    public RetrySettings retryOver(RetrySettings provider) {
        return retry.map(overrides -> overrides.over(provider)).orElse(provider);
    }
}
