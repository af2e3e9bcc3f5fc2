package dev.signalbox.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.server.store.ClosedExchange;
import dev.signalbox.server.store.Entries;
import dev.signalbox.server.store.EntriesContract;
import dev.signalbox.server.store.SampleEntries;
import dev.signalbox.server.store.StoreUnavailable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEntriesTest extends EntriesContract {
    @TempDir
    Path directory;

    @Override
    protected Entries open() {
        return SqliteEntries.open(directory);
    }

    @Test
    void readsBesideAWriterAndAfterIt() {
        try (SqliteEntries writer = SqliteEntries.open(directory);
                SqliteReader reader = SqliteReader.open(directory)) {
            writer.write(List.of(), List.of(new ClosedExchange(SampleEntries.full("a", 1), Optional.empty())));
            assertThat(reader.find("a", "bot")).isPresent();
        }
        try (SqliteReader reader = SqliteReader.open(directory)) {
            assertThat(reader.find("a", "bot")).isPresent();
        }
    }

    @Test
    void saysWhereNoLedgerIs() {
        Path nowhere = directory.resolve("nowhere");

        assertThatThrownBy(() -> SqliteReader.open(nowhere))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining(nowhere.toString())
                .hasMessageContaining("expected: a ledger");
    }

    @Test
    void leavesAFileAloneThatANewerVersionWrote() throws SQLException {
        Path newer = directory.resolve("newer");
        assertThat(newer.toFile().mkdir()).isTrue();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + newer.resolve(SqliteFile.NAME));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }

        assertThatThrownBy(() -> SqliteEntries.open(newer))
                .hasMessage("ledger: version 99 (expected: at most 1; a newer Signalbox wrote it)");
    }
}
