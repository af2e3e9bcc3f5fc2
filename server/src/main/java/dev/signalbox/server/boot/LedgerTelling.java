package dev.signalbox.server.boot;

import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.ledger.LedgerObserver;
import dev.signalbox.server.ledger.journal.JournalState;
import dev.signalbox.server.store.Attempt;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.telemetry.Telemetry;
import dev.signalbox.server.text.TokenRatios;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries what happens to the ledger to metrics, access log, operators, and to what compares targets by their answers. */
final class LedgerTelling implements LedgerObserver {
    private static final Logger log = LoggerFactory.getLogger(LedgerTelling.class);

    private final Telemetry telemetry;
    private final Speeds speeds;
    private final TokenRatios ratios;
    private final EventTelling events;

    LedgerTelling(Telemetry telemetry, Speeds speeds, TokenRatios ratios, EventTelling events) {
        this.telemetry = telemetry;
        this.speeds = speeds;
        this.ratios = ratios;
        this.events = events;
    }

    @Override
    public void closed(Entry entry) {
        telemetry.closed(entry);
        events.closed(entry);
        if (Caller.isProbing(entry.who().caller())) {
            return; // answers of one token tell nothing of speed
        }
        for (Attempt attempt : entry.attempts()) {
            attempt.firstToken().ifPresent(time -> speeds.began(attempt.target(), time));
            attempt.perOutputToken().ifPresent(time -> speeds.answered(attempt.target(), time));
        }
    }

    @Override
    public void input(String target, long estimated, long reported) {
        ratios.reported(target, estimated, reported);
    }

    @Override
    public void unknownPrice(String model) {
        telemetry.unknownPrice(model);
    }

    @Override
    public void journal(JournalState state) {
        switch (state) {
            case JournalState.Writable _ -> {
                telemetry.ledger("recovered");
                log.info("the journal takes records");
            }
            case JournalState.Failed failed -> {
                telemetry.ledger("journal_failed");
                log.error("the journal takes no records, new requests get 503: {}", failed.reason());
            }
        }
    }

    @Override
    public void drained(int records, long behind, Duration took) {
        telemetry.drained(records);
    }

    @Override
    public void storeFailed(String reason) {
        telemetry.ledger("store_failed");
        log.warn("the ledger's store did not take a batch, it is tried again: {}", reason);
    }

    @Override
    public void purged(int entries) {
        telemetry.purged(entries);
    }

    @Override
    public void unrecorded(Entry entry, String reason) {
        telemetry.ledger("unrecorded");
        log.error("the entry of request {} is in no journal: {}", entry.requestId(), reason);
    }

    @Override
    public void recovered(int records, int torn, int unreadable, int lost) {
        if (records + torn + unreadable + lost > 0) {
            log.info(
                    "the former run left {} records ({} torn files, {} unreadable); {} exchanges closed as lost",
                    records,
                    torn,
                    unreadable,
                    lost);
        }
    }
}
