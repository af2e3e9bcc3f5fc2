package dev.signalbox.server.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How the entries of a time are read: through the index of arrivals, or, where most of them are meant, one after the other. */
final class Scan {
    private static final double MOST = 0.3;

    private Scan() {}

    /** The table as {@code e}, with a word about its index. */
    static String of(Connection connection, String table, Period period) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long oldest = number(statement, "SELECT min(arrived) FROM " + table);
            long newest = number(statement, "SELECT max(arrived) FROM " + table);
            double asked = Math.min(period.to(), newest) - (double) Math.max(period.from(), oldest);
            return table + (asked > MOST * (newest - (double) oldest) ? " e NOT INDEXED" : " e");
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }
}
