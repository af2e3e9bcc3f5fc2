package dev.signalbox.server.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What one transaction of a purge did.
 *
 * @param entries how many it purged; fewer than asked for when there are no more
 * @param oldest the first arrival of these
 * @param newest the last arrival of these: where the next step begins
 */
public record PurgeStep(int entries, Optional<Instant> oldest, Optional<Instant> newest) {
    /** There was nothing to do. */
    public static final PurgeStep NOTHING = new PurgeStep(0, Optional.empty(), Optional.empty());
}
