package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.Feedback;
import dev.signalbox.server.store.Feedback.Scored;
import dev.signalbox.server.store.Feedback.Taken;
import dev.signalbox.server.store.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Feedback as rows, tied to entries by their keys, so that it stays with an entry that is anonymised. */
final class FeedbackSql {
    /** Of one request; what came before is forgotten. */
    private static final int MOST = 16;

    private static final String ADD = "INSERT INTO feedback SELECT e.writer, e.sequence, 1 + ifnull((SELECT max(number)"
            + " FROM feedback f WHERE f.writer = e.writer AND f.sequence = e.sequence), 0), ?, ?, ?, ?"
            + " FROM entries e WHERE e.request_id = ?";
    private static final String FORGET = "DELETE FROM feedback WHERE (writer, sequence) ="
            + " (SELECT writer, sequence FROM entries WHERE request_id = ?1) AND number <= (SELECT max(f.number)"
            + " FROM feedback f JOIN entries e USING (writer, sequence) WHERE e.request_id = ?1) - " + MOST;
    private static final String ALL = "SELECT f.* FROM main.entries e JOIN main.feedback f USING (writer, sequence)"
            + " WHERE e.request_id = ? ORDER BY f.number DESC";
    private static final String NEWEST =
            "f.number = (SELECT max(number) FROM main.feedback g WHERE g.writer = f.writer AND g.sequence = f.sequence)";

    private FeedbackSql() {}

    /** Inside a transaction. */
    static Taken add(Connection connection, Feedback feedback) throws SQLException {
        List<Feedback> known = of(connection, feedback.requestId());
        if (!known.isEmpty() && known.getFirst().saysTheSame(feedback)) {
            return Taken.SAME;
        }
        try (PreparedStatement add = connection.prepareStatement(ADD);
                PreparedStatement forget = connection.prepareStatement(FORGET)) {
            add.setLong(1, Columns.micros(feedback.at()));
            add.setDouble(2, feedback.score());
            add.setString(3, feedback.comment().orElse(null));
            add.setString(4, Notes.labels(feedback.labels()).orElse(null));
            add.setString(5, feedback.requestId());
            if (add.executeUpdate() == 0) {
                return Taken.NOBODYS;
            }
            forget.setString(1, feedback.requestId());
            forget.executeUpdate();
            return Taken.NEW;
        }
    }

    /** The newest first. */
    static List<Feedback> of(Connection connection, String requestId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ALL)) {
            new Columns(statement).text(requestId);
            try (ResultSet row = statement.executeQuery()) {
                List<Feedback> all = new ArrayList<>();
                while (row.next()) {
                    Cells in = new Cells(row);
                    all.add(new Feedback(
                            requestId,
                            in.time("at"),
                            row.getDouble("score"),
                            in.optionalText("comment"),
                            Notes.labels(in.optionalText("labels"))));
                }
                return all;
            }
        }
    }

    /** Shows the scores that count, by the arrival of their requests. */
    static long scores(Connection connection, Selection entries, Consumer<Scored> taker) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT e.request_id, e.arrived, e.route, e.model, f.score FROM main.entries e"
                        + " JOIN main.feedback f ON f.writer = e.writer AND f.sequence = e.sequence"
                        + " WHERE e.model IS NOT NULL AND e.arrived >= ? AND e.arrived < ?"
                        + Conditions.sql(entries.where(), Names.OF_ENTRIES) + " AND " + NEWEST
                        + " ORDER BY e.arrived")) {
            Columns to = new Columns(statement);
            to.time(entries.from()).time(entries.to());
            Conditions.fill(to, entries.where());
            long count = 0;
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Cells in = new Cells(row);
                    Optional<String> route = in.optionalText("route");
                    taker.accept(new Scored(
                            in.text("request_id"),
                            in.time("arrived"),
                            route,
                            in.text("model"),
                            row.getDouble("score")));
                    count++;
                }
            }
            return count;
        }
    }
}
