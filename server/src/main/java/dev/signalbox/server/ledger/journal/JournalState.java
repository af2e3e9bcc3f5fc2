package dev.signalbox.server.ledger.journal;

/** Whether something new may begin. */
public sealed interface JournalState {
    /** Records are taken. */
    record Writable() implements JournalState {}

    /** Nothing new is taken until it recovers by itself; what has begun can still end. */
    record Failed(String reason) implements JournalState {}
}
