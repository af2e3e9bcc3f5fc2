package dev.signalbox.server.store;

import java.util.List;

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

    /** All exchanges that were opened and not closed. */
    List<OpenExchange> open();
}
