package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.Attempt;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.EntryCodec;
import dev.signalbox.server.store.OpenExchange;
import dev.signalbox.server.store.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads entries with their attempts. */
final class EntriesSql {
    private EntriesSql() {}

    static Optional<Entry> find(Connection connection, String requestId, String caller) throws SQLException {
        return find(connection, requestId)
                .filter(entry -> entry.who().caller().filter(caller::equals).isPresent());
    }

    static Optional<Entry> find(Connection connection, String requestId) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT * FROM main.entries WHERE request_id = ?")) {
            new Columns(statement).text(requestId);
            try (ResultSet row = statement.executeQuery();
                    PreparedStatement attempts = attempts(connection, "main")) {
                return row.next() ? Optional.of(entry(row, attempts)) : Optional.empty();
            }
        }
    }

    /** Shows entries one by one, by their arrival. */
    static long each(Connection connection, String schema, Selection entries, Consumer<Entry> taker)
            throws SQLException {
        try (PreparedStatement statement = select(connection, schema, entries, "", Long.MAX_VALUE);
                PreparedStatement attempts = attempts(connection, schema);
                ResultSet row = statement.executeQuery()) {
            long count = 0;
            while (row.next()) {
                taker.accept(entry(row, attempts));
                count++;
            }
            return count;
        }
    }

    /**
     * The oldest of these entries.
     *
     * @param but a further condition, with an AND before it
     */
    static List<Entry> oldest(Connection connection, Selection entries, String but, int most) throws SQLException {
        try (PreparedStatement statement = select(connection, "main", entries, but, most);
                PreparedStatement attempts = attempts(connection, "main");
                ResultSet row = statement.executeQuery()) {
            List<Entry> found = new ArrayList<>();
            while (row.next()) {
                found.add(entry(row, attempts));
            }
            return found;
        }
    }

    /** What was opened and not closed. */
    static List<OpenExchange> open(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM open_exchanges ORDER BY writer, sequence")) {
            List<OpenExchange> open = new ArrayList<>();
            while (row.next()) {
                Cells in = new Cells(row);
                Entry.Origin origin = new Entry.Origin(in.number("writer"), in.number("sequence"));
                open.add(new OpenExchange(origin, EntryCodec.read(in.bytes("otherwise"), origin)));
            }
            return open;
        }
    }

    private static PreparedStatement select(
            Connection connection, String schema, Selection entries, String but, long most) throws SQLException {
        PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + schema
                + ".entries e WHERE e.arrived >= ? AND e.arrived < ?"
                + Conditions.sql(entries.where(), Names.OF_ENTRIES) + but + " ORDER BY e.arrived LIMIT ?");
        Columns to = new Columns(statement);
        to.time(entries.from()).time(entries.to());
        Conditions.fill(to, entries.where());
        to.number(most);
        return statement;
    }

    private static PreparedStatement attempts(Connection connection, String schema) throws SQLException {
        return connection.prepareStatement(
                "SELECT * FROM " + schema + ".attempts WHERE writer = ? AND sequence = ? ORDER BY number");
    }

    private static Entry entry(ResultSet row, PreparedStatement attempts) throws SQLException {
        new Columns(attempts).number(row.getLong("writer")).number(row.getLong("sequence"));
        List<Attempt> its = new ArrayList<>();
        try (ResultSet each = attempts.executeQuery()) {
            while (each.next()) {
                its.add(EntryRows.attempt(each));
            }
        }
        return EntryRows.entry(row, its);
    }
}
