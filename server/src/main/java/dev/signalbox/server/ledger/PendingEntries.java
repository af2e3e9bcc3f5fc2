package dev.signalbox.server.ledger;

import dev.signalbox.server.store.Entry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Entries that are in the journal and not yet in the store, so that a caller finds its request as soon as it is over. */
final class PendingEntries {
    /** More are not kept: they are found when the store has them. */
    private static final int MOST = 20_000;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    void add(Entry entry) {
        if (entries.size() < MOST) {
            entries.put(entry.requestId(), entry);
        }
    }

    void remove(Entry entry) {
        entries.remove(entry.requestId());
    }

    boolean has(Entry entry) {
        return entries.containsKey(entry.requestId());
    }

    Optional<Entry> find(String requestId) {
        return Optional.ofNullable(entries.get(requestId));
    }

    Optional<Entry> find(String requestId, String caller) {
        return find(requestId)
                .filter(entry -> entry.who().caller().filter(caller::equals).isPresent());
    }
}
