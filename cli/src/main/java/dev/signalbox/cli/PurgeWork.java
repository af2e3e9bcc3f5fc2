package dev.signalbox.cli;

import dev.signalbox.server.ledger.JournalTail;
import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.Entries;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.Erasure;
import dev.signalbox.server.store.Purge;
import dev.signalbox.server.store.PurgeStep;
import dev.signalbox.server.store.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The steps of one purge. Between two of them others write: a gateway beside us waits for one step at most.
 *
 * @param by who purges
 * @param what whose entries, in words without names
 */
record PurgeWork(Selection entries, Erasure how, String by, String what, Instant now) {

    private static final int STEP = 250;
    private static final long PAUSE_NANOS = 30_000_000;
    private static final int MOST_ROUNDS = 50;

    /** Nobody else writes. Answers how many entries were purged. */
    long alone(Entries store) {
        return steps(store, 0);
    }

    /** Beside a gateway: again for what is on its way from the journal to the store. */
    long beside(Path directory, Entries store) throws IOException {
        long purged = steps(store, PAUSE_NANOS);
        for (int round = 0; round < MOST_ROUNDS && isOnItsWay(directory, store); round++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            purged += steps(store, PAUSE_NANOS);
        }
        return purged;
    }

    private long steps(Entries store, long pause) {
        long purged = 0;
        Selection left = entries;
        Optional<Instant> oldest = Optional.empty();
        Optional<Instant> newest = Optional.empty();
        try {
            PurgeStep step;
            do {
                step = store.purge(left, how, STEP);
                purged += step.entries();
                oldest = oldest.isPresent() ? oldest : step.oldest();
                newest = step.newest().isPresent() ? step.newest() : newest;
                left = newest.filter(_ -> how == Erasure.ERASE).map(left::since).orElse(left);
                LockSupport.parkNanos(pause);
            } while (step.entries() == STEP);
        } finally {
            if (purged > 0) {
                store.record(new Purge(now, by, how, what, purged, oldest, newest));
            }
        }
        return purged;
    }

    private boolean isOnItsWay(Path directory, Entries store) throws IOException {
        return JournalTail.read(directory, store.taken(), store.open()).entries().stream()
                .anyMatch(this::isMeant);
    }

    private boolean isMeant(Entry entry) {
        return entry.arrived().isBefore(entries.to())
                && entries.where().stream().allMatch(filter -> filter.admits(value(filter.dimension(), entry)));
    }

    private static String value(Dimension dimension, Entry entry) {
        return switch (dimension) {
            case Dimension.Field.CALLER -> entry.who().caller().orElse("");
            case Dimension.Field.TENANT -> entry.who().tenant().orElse("");
            case Dimension.Field.TEAM -> entry.who().team().orElse("");
            case Dimension.Field.USER -> entry.who().endUser().orElse("");
            default -> entry.requestId();
        };
    }
}
