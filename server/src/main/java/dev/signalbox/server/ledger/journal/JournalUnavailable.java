package dev.signalbox.server.ledger.journal;

/** A record that the journal did not take. */
public final class JournalUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean soon;

    JournalUnavailable(String reason) {
        this(reason, false);
    }

    JournalUnavailable(String reason, boolean soon) {
        super(reason, null, false, false);
        this.soon = soon;
    }

    /** Whether more room is being made at this moment. */
    public boolean soon() {
        return soon;
    }
}
