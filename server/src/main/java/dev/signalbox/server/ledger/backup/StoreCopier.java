package dev.signalbox.server.ledger.backup;

import java.nio.file.Path;
import java.util.Map;

/** Copies the file of a store while others write it, and looks whether a copy is whole. A seam for engines. */
public interface StoreCopier {
    /** Whether the file is one of this engine's. */
    boolean isStore(Path file);

    /**
     * Writes the store as it is at one moment into a file that does not exist. Nobody who writes waits for that.
     *
     * @throws dev.signalbox.server.store.StoreUnavailable if it cannot be read or written
     */
    void copy(Path from, Path to);

    /**
     * How many rows each table of a copy has.
     *
     * @throws dev.signalbox.server.store.StoreUnavailable if the copy is not whole
     */
    Map<String, Long> counts(Path copy);
}
