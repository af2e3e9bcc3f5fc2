package dev.signalbox.server.idempotency;

/** Is told what becomes of keys, to count it. Short, never blocking; called on event loops too. */
@FunctionalInterface
public interface IdempotencyObserver {
    /** @param outcome a bounded word: kept, spent, released, repeated, reused, in_progress, lost, unavailable */
    void happened(String outcome);
}
