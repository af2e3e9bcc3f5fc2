package dev.signalbox.server.ledger;

import dev.signalbox.server.ledger.journal.Journal;
import dev.signalbox.server.ledger.journal.JournalUnavailable;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.EntryCodec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The records of one account in the journal. Room for what must still be written is set aside ahead: for the closing record
 * when the account is opened, and for how much an attempt adds to it before the attempt is recorded.
 */
final class AccountRecords {
    /** The largest closing record without an attempt: every name at its bound. */
    static final int BASE = 7_600;

    /** The most that one attempt adds to an entry, without losses and adjustments. */
    private static final int ATTEMPT = 1_024;

    /** Frames around the records. */
    private static final int FRAMES = 128;

    private static final int MOST_WAITS = 100;
    private static final long WAIT_NANOS = 5_000_000;

    private final Journal journal;
    private final Journal.Reservation room;
    private final PendingEntries pending;
    private final LedgerObserver observer;
    private long opened;

    AccountRecords(Journal journal, PendingEntries pending, LedgerObserver observer) throws JournalUnavailable {
        this.journal = journal;
        this.room = patiently(() -> journal.reserve(BASE));
        this.pending = pending;
        this.observer = observer;
    }

    /** An attempt begins. Answers why it must not. */
    Optional<String> opened(Entry ifLost) {
        byte[] payload = EntryCodec.write(ifLost);
        // Closing writes at most this again, with what the attempt and its end add; so does settling it before.
        int more = 2 * (payload.length + ATTEMPT) + FRAMES;
        try {
            long sequence = patiently(() -> journal.begin(room, more, RecordKind.OPENED.code(), opened, payload));
            if (opened == 0) {
                opened = sequence;
            }
            return Optional.empty();
        } catch (JournalUnavailable e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** An attempt is over and the exchange is not. */
    void settled(Entry ifLost) {
        try {
            journal.proceed(room, RecordKind.SETTLED.code(), opened, EntryCodec.write(ifLost));
        } catch (JournalUnavailable e) {
            observer.unrecorded(ifLost, String.valueOf(e.getMessage()));
        }
    }

    /** The exchange is over. */
    void closed(Entry entry) {
        pending.add(entry);
        try {
            append(entry);
        } catch (JournalUnavailable e) {
            pending.remove(entry);
            observer.unrecorded(entry, String.valueOf(e.getMessage()));
        }
        journal.release(room);
        observer.closed(entry);
    }

    /** A crowd that arrives at once may be faster than the thread that makes room: it waits a little, on its own threads. */
    private static <T> T patiently(Step<T> step) throws JournalUnavailable {
        for (int waits = 0; ; waits++) {
            try {
                return step.take();
            } catch (JournalUnavailable e) {
                if (!e.soon() || waits == MOST_WAITS) {
                    throw e;
                }
                LockSupport.parkNanos(WAIT_NANOS);
            }
        }
    }

    /** Something that needs room. */
    @FunctionalInterface
    private interface Step<T> {
        T take() throws JournalUnavailable;
    }

    /** What does not fit even so is shortened by what is least needed. */
    private void append(Entry entry) throws JournalUnavailable {
        try {
            journal.proceed(room, RecordKind.CLOSED.code(), opened, EntryCodec.write(entry));
        } catch (JournalUnavailable _) {
            Entry shorter = new Entry(
                    entry.requestId(),
                    entry.origin(),
                    entry.arrived(),
                    entry.who(),
                    entry.asked(),
                    entry.answered(),
                    entry.attempts(),
                    entry.bill(),
                    List.of(),
                    List.of(),
                    entry.outcome(),
                    entry.traceId(),
                    entry.picked());
            journal.proceed(room, RecordKind.CLOSED.code(), opened, EntryCodec.write(shorter));
        }
    }
}
