package dev.signalbox.server.store;

import java.util.Optional;

/** Looks entries up. May block on a disk: not for event loops and virtual threads. */
public interface EntryReader extends AutoCloseable {
    /** The entry of this request if it is this caller's. */
    Optional<Entry> find(String requestId, String caller);

    /** What was used, summed up. */
    UsageReport usage(UsageQuery query);

    @Override
    void close();
}
