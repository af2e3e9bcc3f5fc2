package dev.signalbox.server.ledger;

import dev.signalbox.server.ledger.journal.JournalState;
import dev.signalbox.server.store.Entry;
import java.time.Duration;

/** Is told what happens to the ledger. Called on any thread, event loops included: must be short and must not block. */
public interface LedgerObserver {
    /** An exchange is over and its entry is in the journal. */
    default void closed(Entry entry) {}

    /**
     * A provider reported the input of an answered request without media.
     *
     * @param target its configured name
     * @param estimated what we had taken the input for, in tokens
     */
    default void input(String target, long estimated, long reported) {}

    /** Something was used that has no price. */
    default void unknownPrice(String model) {}

    /** Whether new requests are taken changed. */
    default void journal(JournalState state) {}

    /** Records went from the journal to the store. {@code behind} is how many were still to go when these had gone. */
    default void drained(int records, long behind, Duration took) {}

    /** The store did not take a batch; it is tried again. */
    default void storeFailed(String reason) {}

    /** An entry could not be written to the journal: it is lost if this is not kept. Never happens while disks work. */
    default void unrecorded(Entry entry, String reason) {}

    /**
     * What a former run left behind was taken in.
     *
     * @param records in its journal
     * @param torn files that ended in a record that was cut off
     * @param unreadable records that were whole and could not be understood
     * @param lost exchanges that were closed as lost
     */
    default void recovered(int records, int torn, int unreadable, int lost) {}

    /** Entries were purged because they were kept long enough. */
    default void purged(int entries) {}

    /** Sees nothing. */
    static LedgerObserver none() {
        return new LedgerObserver() {};
    }
}
