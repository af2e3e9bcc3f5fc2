package dev.signalbox.server.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One model, or one pool of them, that a route may send to.
 *
 * @param name of a concrete model, or one that a model's pattern matches; for a pool the name of its route
 * @param pool whether the name is that of a route, whose targets take their turn in this one's place
 * @param priority the group; lower numbers are tried first
 * @param weight the share inside the group, relative to the others
 * @param retry what this target sets in place of its provider's retry values
 * @param fallbackOn the status codes after which the next target is tried
 * @param fallbackCandidate whether this target may be the next one after another has failed
 * @param metadataMatch the metadata that a request must have, word for word, to be served by this target
 * @param sla how fast it must be to be tried at its place
 * @param shaping what is made of a request on its way to this target
 */
public record TargetSettings(
        String name,
        boolean pool,
        int priority,
        int weight,
        Optional<RetryOverrides> retry,
        Set<Integer> fallbackOn,
        boolean fallbackCandidate,
        Map<String, String> metadataMatch,
        Optional<SlaSettings> sla,
        TargetShaping shaping) {

    public static final Set<Integer> DEFAULT_FALLBACK_ON =
            Checks.sorted(List.of(401, 403, 404, 410, 429, 500, 502, 503));

    public static final int MOST = 1_000_000;

    public TargetSettings {
        Checks.name(pool ? "pool" : "model", name);
        Checks.that(priority >= 0 && priority <= MOST, "priority", priority, "0 to " + MOST);
        Checks.that(weight >= 0 && weight <= MOST, "weight", weight, "0 to " + MOST);
        Checks.statusCodes("fallback-on", fallbackOn);
        fallbackOn = Checks.sorted(fallbackOn);
        metadataMatch = MetadataRule.checked(metadataMatch);
    }

    /** A model with defaults for all that is not given. */
    public static TargetSettings of(String model) {
        return model(model).build();
    }

    /** The way to a target that is a model. */
    public static Builder model(String name) {
        return new Builder(name, false);
    }

    /** The way to a target that is a pool. */
    public static Builder pool(String route) {
        return new Builder(route, true);
    }

    /** The model that is named; absent for a pool. */
    public Optional<String> modelName() {
        return pool ? Optional.empty() : Optional.of(name);
    }

    /** The route that is named; absent for a model. */
    public Optional<String> poolName() {
        return pool ? Optional.of(name) : Optional.empty();
    }

    /** The retry values that hold for an attempt on this target. */
    public RetrySettings retryOver(RetrySettings provider) {
        return retry.map(overrides -> overrides.over(provider)).orElse(provider);
    }

    /** Collects what a target is made of. */
    public static final class Builder {
        private final String name;
        private final boolean pool;
        private int priority;
        private int weight = 1;
        private Optional<RetryOverrides> retry = Optional.empty();
        private Set<Integer> fallbackOn = DEFAULT_FALLBACK_ON;
        private boolean fallbackCandidate = true;
        private Map<String, String> metadataMatch = Map.of();
        private Optional<SlaSettings> sla = Optional.empty();
        private TargetShaping shaping = TargetShaping.none();

        private Builder(String name, boolean pool) {
            this.name = name;
            this.pool = pool;
        }

        public Builder priority(int value) {
            this.priority = value;
            return this;
        }

        public Builder weight(int value) {
            this.weight = value;
            return this;
        }

        public Builder retry(Optional<RetryOverrides> value) {
            this.retry = value;
            return this;
        }

        public Builder fallbackOn(Set<Integer> value) {
            this.fallbackOn = value;
            return this;
        }

        public Builder fallbackCandidate(boolean value) {
            this.fallbackCandidate = value;
            return this;
        }

        public Builder metadataMatch(Map<String, String> value) {
            this.metadataMatch = value;
            return this;
        }

        public Builder sla(Optional<SlaSettings> value) {
            this.sla = value;
            return this;
        }

        public Builder shaping(TargetShaping value) {
            this.shaping = value;
            return this;
        }

        public TargetSettings build() {
            return new TargetSettings(
                    name, pool, priority, weight, retry, fallbackOn, fallbackCandidate, metadataMatch, sla, shaping);
        }
    }
}
