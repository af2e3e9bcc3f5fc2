package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.AttemptReport;
import dev.signalbox.server.store.AttemptReport.Sums;
import dev.signalbox.server.store.UsageQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sums attempts up, each with the entry that it belongs to. */
final class AttemptSql {
    private static final String ANSWERED = "outcome IN ('served','broken')";
    private static final String SUMS = "count(*), sum(outcome = 'served'), sum(outcome = 'broken'),"
            + " sum(outcome = 'failed'), sum(outcome = 'cancelled'), sum(outcome = 'lost'),"
            + " sum(iif(" + ANSWERED + ", ifnull(cost,0), 0)), sum(iif(" + ANSWERED + ", 0, ifnull(cost,0))),"
            + " sum(cost IS NULL AND " + ANSWERED + "), sum(cost IS NULL AND NOT " + ANSWERED + ")";

    private AttemptSql() {}

    /** @param schemas where tables of entries and attempts are */
    static AttemptReport run(Connection connection, UsageQuery query, List<String> schemas) throws SQLException {
        int keys = query.by().size();
        Period period = new Period(Period.ENTRIES, Columns.micros(query.from()), Columns.micros(query.to()));
        List<String> parts = new ArrayList<>();
        for (String schema : schemas) {
            parts.add("SELECT " + Keys.columns(query.by(), Names.OF_ATTEMPTS) + ", a.outcome, a.cost FROM "
                    + Scan.of(connection, schema + ".entries", period) + " CROSS JOIN " + schema
                    + ".attempts a ON a.writer = e.writer AND a.sequence = e.sequence"
                    + " WHERE e.arrived >= ? AND e.arrived < ?"
                    + Conditions.sql(query.entries().where(), Names.OF_ATTEMPTS));
        }
        String places = IntStream.rangeClosed(1, keys).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
        String sql = "SELECT " + places + ", " + SUMS + " FROM (" + String.join(" UNION ALL ", parts) + ") GROUP BY "
                + places + " ORDER BY " + places;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns to = new Columns(statement);
            for (int i = 0; i < parts.size(); i++) {
                to.number(period.from()).number(period.to());
                Conditions.fill(to, query.entries().where());
            }
            try (ResultSet row = statement.executeQuery()) {
                List<AttemptReport.Row> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(new AttemptReport.Row(Keys.read(row, keys), sums(row, keys)));
                }
                return new AttemptReport(
                        query, rows, rows.stream().map(AttemptReport.Row::sums).reduce(Sums.NONE, Sums::plus));
            }
        }
    }

    private static Sums sums(ResultSet row, int keys) throws SQLException {
        long[] n = new long[10];
        for (int i = 0; i < n.length; i++) {
            n[i] = row.getLong(keys + 1 + i);
        }
        return new Sums(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9]);
    }
}
