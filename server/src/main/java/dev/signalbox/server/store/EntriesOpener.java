package dev.signalbox.server.store;

import java.nio.file.Path;

/** Opens the entries that lie in a directory, which exists and belongs to this process alone. */
@FunctionalInterface
public interface EntriesOpener {
    /** @throws StoreUnavailable if they cannot be opened */
    Entries open(Path directory);
}
