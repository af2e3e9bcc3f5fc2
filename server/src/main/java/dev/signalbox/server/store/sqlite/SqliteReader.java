package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.Attempt;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.EntryReader;
import dev.signalbox.server.store.UsageQuery;
import dev.signalbox.server.store.UsageReport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads entries, also while another process writes them. Its connection is used by one thread at a time. */
public final class SqliteReader implements EntryReader {
    private final Connection connection;

    private SqliteReader(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens the entries of a directory for reading.
     *
     * @throws dev.signalbox.server.store.StoreUnavailable if there are none, or they cannot be read
     */
    public static SqliteReader open(Path directory) {
        return new SqliteReader(SqliteFile.reading(directory));
    }

    @Override
    public synchronized Optional<Entry> find(String requestId, String caller) {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT * FROM entries WHERE request_id = ? AND caller = ?")) {
            statement.setString(1, requestId);
            statement.setString(2, caller);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(EntryRows.entry(row, attempts(row.getLong("writer"), row.getLong("sequence"))))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw SqliteFile.unavailable("cannot look up " + requestId, e);
        }
    }

    @Override
    public synchronized UsageReport usage(UsageQuery query) {
        try {
            return UsageSql.run(connection, query);
        } catch (SQLException e) {
            throw SqliteFile.unavailable("cannot sum up usage", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteFile.unavailable("cannot close", e);
        }
    }

    private List<Attempt> attempts(long writer, long sequence) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT * FROM attempts WHERE writer = ? AND sequence = ? ORDER BY number")) {
            statement.setLong(1, writer);
            statement.setLong(2, sequence);
            try (ResultSet row = statement.executeQuery()) {
                List<Attempt> attempts = new ArrayList<>();
                while (row.next()) {
                    attempts.add(EntryRows.attempt(row));
                }
                return attempts;
            }
        }
    }
}
