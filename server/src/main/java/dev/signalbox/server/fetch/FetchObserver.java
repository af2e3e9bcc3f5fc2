package dev.signalbox.server.fetch;

/** Is told of every address that was asked for, to count it. Short, never blocking. */
@FunctionalInterface
public interface FetchObserver {
    /** @param bytes what was taken in, zero unless it was fetched */
    void fetched(Outcome outcome, long bytes);
}
