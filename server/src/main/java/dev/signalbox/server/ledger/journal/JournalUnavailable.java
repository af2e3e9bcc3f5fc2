package dev.signalbox.server.ledger.journal;

/** A record that the journal did not take. */
public final class JournalUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    JournalUnavailable(String reason) {
        super(reason, null, false, false);
    }
}
