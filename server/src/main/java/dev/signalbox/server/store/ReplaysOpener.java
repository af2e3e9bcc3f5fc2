package dev.signalbox.server.store;

import java.nio.file.Path;

/** Opens the kept answers that lie in a directory, which exists and belongs to this process alone. */
@FunctionalInterface
public interface ReplaysOpener {
    /** @throws StoreUnavailable if they cannot be opened */
    Replays open(Path directory);
}
