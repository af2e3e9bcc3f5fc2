package dev.signalbox.server.settings;

import java.util.Map;

/**
 * All that the process was told to do: one consistent snapshot. Maps keep the order in which things were written.
 *
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
        String version) {

    public Settings {
        providers = Checks.inOrder(providers);
        models = Checks.inOrder(models);
        routes = Checks.inOrder(routes);
        callers = Checks.inOrder(callers);
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
                "");
    }

    public Settings withVersion(String newVersion) {
        return new Settings(
                server, providers, models, routes, callers, ledger, telemetry, fetch, idempotency, newVersion);
    }
}
