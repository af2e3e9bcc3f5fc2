package dev.signalbox.server.boot;

import dev.signalbox.server.idempotency.Idempotency;
import dev.signalbox.server.settings.LedgerSettings;
import dev.signalbox.server.settings.SettingsHolder;
import dev.signalbox.server.store.StoreUnavailable;
import dev.signalbox.server.store.sqlite.SqliteReplays;
import dev.signalbox.server.telemetry.Telemetry;
import java.time.Clock;

/** The kept answers as the rest of the process meets them: beside the ledger, in a directory that is ours. */
final class Idempotencies {
    private Idempotencies() {}

    static Idempotency open(LedgerSettings ledger, SettingsHolder settings, Telemetry telemetry, Clock clock) {
        try {
            Idempotency idempotency = new Idempotency(
                    SqliteReplays.open(ledger.directory()),
                    () -> settings.now().idempotency(),
                    telemetry::idempotency,
                    clock,
                    System::nanoTime);
            telemetry.gauge("signalbox.idempotency.bytes", "Bytes of the answers that are kept", idempotency, each ->
                    (double) each.bytes());
            return idempotency;
        } catch (StoreUnavailable | IllegalStateException e) {
            throw new GatewayRefused(String.valueOf(e.getMessage()), e);
        }
    }
}
