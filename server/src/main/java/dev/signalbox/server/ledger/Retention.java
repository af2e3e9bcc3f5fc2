package dev.signalbox.server.ledger;

import dev.signalbox.server.store.Erasure;
import dev.signalbox.server.store.Purge;
import dev.signalbox.server.store.PurgeStep;
import dev.signalbox.server.store.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Deletes entries that were kept long enough: a few in one transaction, for a small part of each second, so that the way from
 * the journal to the store stays free.
 */
public final class Retention implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int STEP = 250;

    /** Of each second; the rest belongs to the drainer. */
    private static final long MOST_NANOS = 200_000_000;

    private static final long MOST_WAIT_SECONDS = 5;

    private final Ledger ledger;
    private final Supplier<Optional<Duration>> keep;
    private final LedgerObserver observer;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("signalbox-ledger-retention").factory());

    Retention(Ledger ledger, Supplier<Optional<Duration>> keep, LedgerObserver observer, Clock clock) {
        this.ledger = ledger;
        this.keep = keep;
        this.observer = observer;
        this.clock = clock;
    }

    /**
     * Begins to look every second.
     *
     * @param keep how long entries are kept now; for ever where absent
     */
    public static Retention start(
            Ledger ledger, Supplier<Optional<Duration>> keep, LedgerObserver observer, Clock clock) {
        Retention retention = new Retention(ledger, keep, observer, clock);
        retention.timer.scheduleWithFixedDelay(
                retention::tick, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return retention;
    }

    /** One look. Answers how many entries were deleted. */
    int tick() {
        return keep.get().map(this::purge).orElse(0);
    }

    private int purge(Duration kept) {
        Instant now = clock.instant();
        long began = System.nanoTime();
        int purged = 0;
        Optional<Instant> oldest = Optional.empty();
        Optional<Instant> newest = Optional.empty();
        try {
            PurgeStep step;
            do {
                step = ledger.purgeBefore(now.minus(kept), STEP);
                purged += step.entries();
                oldest = oldest.or(step::oldest);
                newest = step.newest().isPresent() ? step.newest() : newest;
            } while (step.entries() == STEP && System.nanoTime() - began < MOST_NANOS);
        } catch (StoreUnavailable e) {
            observer.storeFailed(String.valueOf(e.getMessage()));
        }
        if (purged > 0) {
            keepRecord(new Purge(now, "retention", Erasure.ERASE, "older than " + words(kept), purged, oldest, newest));
            observer.purged(purged);
        }
        return purged;
    }

    private void keepRecord(Purge purge) {
        try {
            ledger.record(purge);
        } catch (StoreUnavailable e) {
            observer.storeFailed(String.valueOf(e.getMessage()));
        }
    }

    private static String words(Duration kept) {
        return kept.toHoursPart() == 0 && kept.toMinutesPart() == 0 ? kept.toDays() + "d" : kept.toHours() + "h";
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            boolean _ = timer.awaitTermination(MOST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
