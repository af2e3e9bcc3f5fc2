package dev.signalbox.cli;

import dev.signalbox.server.store.EntryReader;
import dev.signalbox.server.store.Selection;
import dev.signalbox.server.store.sqlite.SqliteReadings;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What is kept of prompts for calibration, beside the entries that are purged. */
record KeptReadings(Path directory, Set<String> requestIds) {

    KeptReadings {
        requestIds = Set.copyOf(requestIds);
    }

    /** Those of the entries that are meant; to be asked before the entries lose the ids of their requests. */
    static KeptReadings of(Path directory, Selection meant, EntryReader reader) {
        Optional<SqliteReadings> store = SqliteReadings.beside(directory);
        if (store.isEmpty()) {
            return new KeptReadings(directory, Set.of());
        }
        Set<String> ids = new HashSet<>();
        try (SqliteReadings readings = store.get()) {
            reader.each(meant, entry -> {
                if (readings.find(entry.requestId()).isPresent()) {
                    ids.add(entry.requestId());
                }
            });
        }
        return new KeptReadings(directory, ids);
    }

    /** Forgets them. Answers how many. */
    int forget() {
        if (requestIds.isEmpty()) {
            return 0;
        }
        try (SqliteReadings readings = SqliteReadings.open(directory)) {
            return readings.forget(requestIds);
        }
    }
}
