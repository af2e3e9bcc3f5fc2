package dev.signalbox.server.boot;

import dev.signalbox.server.edge.Edge;
import dev.signalbox.server.ledger.EntryJson;
import dev.signalbox.server.ledger.FeedbackJson;
import dev.signalbox.server.ledger.Ledger;
import dev.signalbox.server.ledger.Retention;
import dev.signalbox.server.ledger.journal.JournalState;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.settings.LedgerSettings;
import dev.signalbox.server.settings.SettingsHolder;
import dev.signalbox.server.store.StoreUnavailable;
import dev.signalbox.server.store.sqlite.SqliteEntries;
import dev.signalbox.server.telemetry.Telemetry;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** The ledger as the rest of the process meets it. */
final class Ledgers {
    private Ledgers() {}

    static Ledger open(LedgerSettings settings, PriceBook prices, Telemetry telemetry, LedgerTelling telling) {
        try {
            Ledger ledger = Ledger.open(settings, Ledger.Parts.of(prices, SqliteEntries::open, telling));
            telemetry.gauge(
                    "signalbox.ledger.behind",
                    "Records in the journal and not yet in the store",
                    ledger,
                    Ledger::behind);
            telemetry.gauge(
                    "signalbox.ledger.writable",
                    "1 while new requests can be recorded",
                    ledger,
                    each -> notWritable(each).isPresent() ? 0 : 1);
            return ledger;
        } catch (IOException | StoreUnavailable e) {
            throw new GatewayRefused(String.valueOf(e.getMessage()), e);
        }
    }

    /** Deletes what was kept long enough by the settings of each moment. */
    static Retention retention(Ledger ledger, SettingsHolder settings, LedgerTelling telling) {
        return Retention.start(ledger, () -> settings.now().ledger().retention(), telling, Clock.systemUTC());
    }

    static Edge.EntryFinder finder(Ledger ledger) {
        return (requestId, caller) ->
                ledger.find(requestId, caller).map(entry -> FeedbackJson.toJson(entry, ledger.feedback(entry)));
    }

    /** Finds what was decided for a request that is over. */
    static Edge.EntryFinder decisions(Ledger ledger) {
        return (requestId, caller) ->
                ledger.find(requestId, caller).map(entry -> EntryJson.toJson(entry, ledger.decision(requestId)));
    }

    /** Why nothing new can be recorded, or empty. */
    static Optional<String> notWritable(Ledger ledger) {
        return switch (ledger.state()) {
            case JournalState.Writable _ -> Optional.empty();
            case JournalState.Failed failed -> Optional.of("ledger: " + failed.reason());
        };
    }
}
