package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.Erasure;
import dev.signalbox.server.store.Purge;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The records of purges as rows. */
final class PurgeRecords {
    private static final String MERGE = """
            UPDATE purges SET at = max(at, ?1), entries = entries + ?2,
              oldest = ifnull(min(oldest, ?3), ifnull(oldest, ?3)), newest = ifnull(max(newest, ?4), ifnull(newest, ?4))
            WHERE at >= ?5 AND at < ?6 AND who = ?7 AND how = ?8 AND what = ?9""";
    private static final String INSERT =
            "INSERT INTO purges (at, entries, oldest, newest, who, how, what) VALUES (?,?,?,?,?,?,?)";

    private PurgeRecords() {}

    static void keep(Connection connection, Purge purge) throws SQLException {
        Instant day = purge.at().truncatedTo(ChronoUnit.DAYS);
        try (PreparedStatement merge = connection.prepareStatement(MERGE)) {
            Columns to = numbers(merge, purge);
            to.time(day).time(day.plus(1, ChronoUnit.DAYS));
            words(to, purge);
            if (merge.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            words(numbers(insert, purge), purge);
            insert.executeUpdate();
        }
    }

    static List<Purge> all(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM purges ORDER BY at, id")) {
            List<Purge> purges = new ArrayList<>();
            while (row.next()) {
                Cells in = new Cells(row);
                purges.add(new Purge(
                        in.time("at"),
                        in.text("who"),
                        Erasure.of(in.text("how")),
                        in.text("what"),
                        in.number("entries"),
                        in.optionalTime("oldest"),
                        in.optionalTime("newest")));
            }
            return purges;
        }
    }

    private static Columns numbers(PreparedStatement statement, Purge purge) throws SQLException {
        return new Columns(statement)
                .time(purge.at())
                .number(purge.entries())
                .time(purge.oldest())
                .time(purge.newest());
    }

    private static void words(Columns to, Purge purge) throws SQLException {
        to.text(purge.by()).text(purge.how().word()).text(purge.what());
    }
}
