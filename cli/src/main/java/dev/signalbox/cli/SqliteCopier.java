package dev.signalbox.cli;

import dev.signalbox.server.ledger.backup.StoreCopier;
import dev.signalbox.server.store.sqlite.SqliteCopies;
import java.nio.file.Path;
import java.util.Map;

/** Copies stores in files of SQLite. */
final class SqliteCopier implements StoreCopier {

    @Override
    public boolean isStore(Path file) {
        return SqliteCopies.isStore(file);
    }

    @Override
    public void copy(Path from, Path to) {
        SqliteCopies.copy(from, to);
    }

    @Override
    public Map<String, Long> counts(Path copy) {
        return SqliteCopies.counts(copy);
    }
}
