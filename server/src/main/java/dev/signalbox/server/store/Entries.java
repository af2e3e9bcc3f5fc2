package dev.signalbox.server.store;

import java.util.List;
import java.util.Map;

/**
 * The entries of the ledger, kept. One thread writes, several may read. Whatever is written again is kept once: a journal may
 * be applied from any earlier point.
 */
public interface Entries extends EntryReader {
    /**
     * Takes in what was opened and what was closed, in one transaction that has reached the disk when this returns. A later
     * state of an open exchange replaces the earlier one.
     *
     * @throws StoreUnavailable if it cannot be written now; nothing of it was taken in
     */
    void write(List<OpenExchange> opened, List<ClosedExchange> closed);

    /**
     * Ties feedback to the entry of its request, in a transaction of its own that has reached the disk when this returns.
     *
     * @throws StoreUnavailable if it cannot be written now
     */
    Feedback.Taken take(Feedback feedback);

    /** All exchanges that were opened and not closed. */
    List<OpenExchange> open();

    /**
     * For each writer a sequence up to which all its records were taken in. What comes again from before it is not news, and
     * may have been purged.
     */
    Map<Long, Long> taken();

    /**
     * Purges some of these entries, the oldest first, in one transaction.
     *
     * @param most how many at most
     * @throws StoreUnavailable if it cannot be done now; nothing of it was done
     */
    PurgeStep purge(Selection entries, Erasure how, int most);

    /** Keeps the record of a purge. With that of another of the same day, by the same one and of the same words, it becomes one. */
    void record(Purge purge);
}
