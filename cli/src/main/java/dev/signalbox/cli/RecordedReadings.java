package dev.signalbox.cli;

import dev.signalbox.server.store.Reading;
import dev.signalbox.server.store.sqlite.SqliteReadings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** What a ledger kept of prompts, by the ids of requests; nothing where it keeps none. */
record RecordedReadings(Optional<SqliteReadings> store) implements Function<String, Optional<Reading>>, AutoCloseable {

    static RecordedReadings in(Path directory) {
        return new RecordedReadings(SqliteReadings.beside(directory));
    }

    @Override
    public Optional<Reading> apply(String requestId) {
        return requestId.isEmpty() ? Optional.empty() : store.flatMap(readings -> readings.find(requestId));
    }

    @Override
    public void close() {
        store.ifPresent(SqliteReadings::close);
    }
}
