package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Calls;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.LifecycleSettings;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.TargetSettings;
import java.util.List;
import java.util.Optional;

/**
 * Models that are asked something about a request before it is sent.
 *
 * @param policies who may see a request at all
 */
record Aside(Calls calls, List<Filter> policies) {
    /** Why this one is not asked about the request; empty if it may be. */
    Optional<String> objection(Target target, Demand demand) {
        if (target.model()
                .lifecycle()
                .filter(ends -> ends.stage(demand.exchange().arrived()) == LifecycleSettings.Stage.RETIRED)
                .isPresent()) {
            return Optional.of("retired");
        }
        for (Filter policy : policies) {
            Optional<Filter.Objection> objection = policy.objection(target, demand);
            if (objection.isPresent()) {
                return Optional.of(
                        "may not see this request: " + objection.get().reason());
            }
        }
        return Optional.empty();
    }

    /** The model of this name, under no rules of a route. */
    static Target target(String name, Settings settings) {
        ModelSettings model = settings.model(name)
                .orElseThrow(() -> new IllegalStateException("settings were not checked: no model " + name));
        ProviderSettings provider = settings.providers().get(model.provider());
        if (provider == null) {
            throw new IllegalStateException("settings were not checked: no provider " + model.provider());
        }
        return new Target(name, model, provider, model.upstreamId(name), TargetSettings.of(name));
    }
}
