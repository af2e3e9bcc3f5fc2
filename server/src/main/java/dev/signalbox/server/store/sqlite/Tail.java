package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.Attempt;
import dev.signalbox.server.store.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Entries that are not in the file yet, in tables of the same form that are in memory and seen by one connection only. */
final class Tail {
    static final String SCHEMA = "temp";

    private Tail() {}

    /** Lays the entries beside the file, those that the file lacks. Begins a transaction, so that this stays true. */
    static int lay(Connection connection, List<Entry> entries) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA temp_store = MEMORY");
            statement.execute("CREATE TABLE " + SCHEMA + ".entries AS SELECT * FROM main.entries WHERE 0");
            statement.execute("CREATE TABLE " + SCHEMA + ".attempts AS SELECT * FROM main.attempts WHERE 0");
            statement.execute("CREATE UNIQUE INDEX " + SCHEMA + ".one ON entries (request_id)");
            statement.execute("CREATE INDEX " + SCHEMA + ".parts ON attempts (writer, sequence)");
            statement.execute("BEGIN");
            try (ResultSet row = statement.executeQuery("SELECT count(*) FROM main.properties")) {
                row.next(); // the first reading fixes what the transaction sees
            }
        }
        int laid = 0;
        try (PreparedStatement known = connection.prepareStatement("SELECT 1 FROM main.entries WHERE request_id = ?");
                PreparedStatement entry = connection.prepareStatement(into(EntryRows.INSERT_ENTRY, "entries"));
                PreparedStatement attempt = connection.prepareStatement(into(EntryRows.INSERT_ATTEMPT, "attempts"))) {
            for (Entry one : entries) {
                known.setString(1, one.requestId());
                if (!isThere(known)) {
                    laid += write(entry, attempt, one);
                }
            }
        }
        return laid;
    }

    private static boolean isThere(PreparedStatement known) throws SQLException {
        try (ResultSet row = known.executeQuery()) {
            return row.next();
        }
    }

    private static int write(PreparedStatement entry, PreparedStatement attempt, Entry one) throws SQLException {
        EntryRows.write(new Columns(entry), one);
        int count = entry.executeBatch()[0];
        if (count == 1) {
            Columns to = new Columns(attempt);
            for (Attempt each : one.attempts()) {
                EntryRows.write(to, one.origin(), each);
            }
            attempt.executeBatch();
        }
        return count;
    }

    private static String into(String insert, String table) {
        return insert.replace("INTO " + table, "INTO " + SCHEMA + "." + table);
    }
}
