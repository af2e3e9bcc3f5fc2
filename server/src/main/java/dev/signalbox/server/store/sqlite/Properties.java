package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.Subjects;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** What the file knows of itself. */
final class Properties {
    private Properties() {}

    static Subjects subjects(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT value FROM properties WHERE name = 'salt'")) {
            if (!row.next()) {
                throw new SQLException("properties: no salt (expected: made with the file)");
            }
            return new Subjects(row.getString(1));
        }
    }

    static Map<Long, Long> taken(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT writer, sequence FROM taken")) {
            Map<Long, Long> taken = new HashMap<>();
            while (row.next()) {
                taken.put(row.getLong(1), row.getLong(2));
            }
            return taken;
        }
    }
}
