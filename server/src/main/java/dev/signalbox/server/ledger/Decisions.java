package dev.signalbox.server.ledger;

import dev.signalbox.server.exchange.Decision;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * What was planned for the newest requests that are over. Only in memory: on a disk it would be as large again as the entry.
 * Whoever asks must have found the entry first, so that nothing is told of what was purged.
 */
final class Decisions {
    private final LinkedHashMap<String, Decision> kept = new LinkedHashMap<>();

    /** @param most how many are kept */
    synchronized void keep(String requestId, Decision decision, int most) {
        if (most > 0) {
            kept.put(requestId, decision);
        }
        while (kept.size() > most) {
            kept.pollFirstEntry();
        }
    }

    synchronized Optional<Decision> of(String requestId) {
        return Optional.ofNullable(kept.get(requestId));
    }
}
