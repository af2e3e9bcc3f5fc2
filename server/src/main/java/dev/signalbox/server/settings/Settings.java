package dev.signalbox.server.settings;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * All that the process was told to do: one consistent snapshot. Maps keep the order in which things were written.
 *
 * @param thinking how many tokens effort words stand for
 * @param events who is told of what happens; nobody where it is absent
 * @param health with whom it is shared how targets fare
 * @param routers the folder of routes in files of their own; absent where all stand in one file
 * @param version a short hash of the text that these settings were read from; a secret that was exchanged in its own file
 *     does not change it
 */
public record Settings(
        ServerSettings server,
        Map<String, ProviderSettings> providers,
        Map<String, ModelSettings> models,
        Map<String, RouteSettings> routes,
        Map<String, CallerSettings> callers,
        LedgerSettings ledger,
        TelemetrySettings telemetry,
        FetchSettings fetch,
        IdempotencySettings idempotency,
        EffortBudgets thinking,
        Optional<EventSettings> events,
        HealthSettings health,
        Optional<RouterSettings> routers,
        String version) {

    public Settings {
        providers = Checks.inOrder(providers);
        models = Checks.inOrder(models);
        routes = Checks.inOrder(routes);
        callers = Checks.inOrder(callers);
        for (ModelSettings model : models.values()) {
            model.thinking().budgets().over(thinking);
        }
    }

    public static Settings defaults() {
        return new Settings(
                ServerSettings.defaults(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                LedgerSettings.defaults(),
                TelemetrySettings.defaults(),
                FetchSettings.defaults(),
                IdempotencySettings.defaults(),
                EffortBudgets.none(),
                Optional.empty(),
                HealthSettings.alone(),
                Optional.empty(),
                "");
    }

    /** The model with this name, or else the one whose pattern fits it most closely. */
    public Optional<ModelSettings> model(String name) {
        ModelSettings exact = models.get(name);
        return exact != null
                ? Optional.of(exact)
                : models.values().stream()
                        .filter(model -> model.isPattern() && model.matches(name))
                        .max(Comparator.comparingInt(model -> model.name().length()));
    }

    /** How the route or model of this name goes away, if it does. */
    public Optional<LifecycleSettings> lifecycle(String name) {
        RouteSettings route = routes.get(name);
        return route != null ? route.lifecycle() : model(name).flatMap(ModelSettings::lifecycle);
    }

    public Settings withVersion(String newVersion) {
        return new Settings(
                server,
                providers,
                models,
                routes,
                callers,
                ledger,
                telemetry,
                fetch,
                idempotency,
                thinking,
                events,
                health,
                routers,
                newVersion);
    }
}
