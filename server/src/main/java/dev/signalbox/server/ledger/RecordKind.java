package dev.signalbox.server.ledger;

/** What a record of the journal means. Every payload is an entry: the final one, or the one that holds if no more follows. */
enum RecordKind {
    /** An attempt begins, with its hold. */
    OPENED(1),
    /** An attempt that does not serve is over. */
    SETTLED(2),
    /** The exchange is over. */
    CLOSED(3);

    private final int code;

    RecordKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
