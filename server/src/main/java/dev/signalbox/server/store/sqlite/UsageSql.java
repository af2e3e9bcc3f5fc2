package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.UsageQuery;
import dev.signalbox.server.store.UsageReport;
import dev.signalbox.server.store.UsageSums;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sums usage up: whole days and hours from their sums, the parts of hours at both ends from the entries themselves. Where
 * the sums do not know a dimension, all comes from the entries.
 */
final class UsageSql {
    private static final String SUMS =
            PeriodSums.COLUMNS.stream().map(name -> "sum(" + name + ")").collect(Collectors.joining(", "));
    private static final String OF_ENTRY =
            "1 AS requests, e.ended IN ('broken','refused','lost') AS failures, e.attempts AS attempts, e.input AS input,"
                    + " e.cache_read AS cached, e.cache_write_5m + e.cache_write_1h AS cache_write, e.output AS output,"
                    + " e.reasoning AS reasoning, ifnull(e.cost,0) AS cost,"
                    + " e.cost IS NULL OR e.wasted IS NULL AS unknown_cost, e.usage_source = 'estimated' AS estimated,"
                    + " ifnull(e.wasted,0) AS wasted, max(0, e.attempts - (e.ended <> 'refused')) AS spare,"
                    + " e.ended = 'lost' AS lost, iif(e.ended = 'lost', ifnull(e.cost,0), 0) AS held,"
                    + " e.cost IS NULL AS unknown_served, e.wasted IS NULL AS unknown_wasted";

    private UsageSql() {}

    static UsageReport run(Connection connection, UsageQuery query, List<String> tables) throws SQLException {
        int keys = query.by().size();
        String places =
                IntStream.rangeClosed(1, keys).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        List<Part> parts = parts(connection, query, tables);
        String sql = "SELECT " + places(keys) + ", " + SUMS + " FROM ("
                + parts.stream().map(Part::sql).collect(Collectors.joining(" UNION ALL ")) + ") GROUP BY " + places
                + " ORDER BY " + places;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns to = new Columns(statement);
            for (Part part : parts) {
                to.number(part.period.grain()).number(part.period.from()).number(part.period.to());
                Conditions.fill(to, query.entries().where());
            }
            try (ResultSet row = statement.executeQuery()) {
                List<UsageReport.Row> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(new UsageReport.Row(Keys.read(row, keys), sums(row, keys)));
                }
                UsageSums totals = rows.stream().map(UsageReport.Row::sums).reduce(UsageSums.NONE, UsageSums::plus);
                return new UsageReport(query, rows, totals);
            }
        }
    }

    private record Part(String sql, Period period) {}

    private static List<Part> parts(Connection connection, UsageQuery query, List<String> tables) throws SQLException {
        long from = Columns.micros(query.from());
        long to = Columns.micros(query.to());
        List<Part> parts = new ArrayList<>();
        // The sums know nothing of what is only in other tables.
        List<Period> periods =
                summedUp(query) ? Period.of(coarsest(query), from, to) : List.of(new Period(Period.ENTRIES, from, to));
        for (Period period : periods) {
            parts.add(new Part(
                    period.grain() == Period.ENTRIES
                            ? entries(query, Scan.of(connection, tables.getFirst(), period))
                            : sums(query),
                    period));
        }
        for (String table : tables.subList(1, tables.size())) {
            parts.add(new Part(entries(query, table + " e"), new Period(Period.ENTRIES, from, to)));
        }
        if (parts.isEmpty()) {
            parts.add(new Part(sums(query), new Period(PeriodSums.DAY, 0, 0)));
        }
        return parts;
    }

    private static boolean summedUp(UsageQuery query) {
        return Stream.concat(
                        query.by().stream(), query.entries().where().stream().map(f -> f.dimension()))
                .allMatch(Names::areSummedUp);
    }

    private static long coarsest(UsageQuery query) {
        boolean hours = query.by().contains(Dimension.Field.HOUR)
                || query.entries().where().stream().anyMatch(f -> f.dimension() == Dimension.Field.HOUR);
        return hours ? PeriodSums.HOUR : PeriodSums.DAY;
    }

    private static String sums(UsageQuery query) {
        Names names = Names.OF_SUMS;
        return "SELECT " + Keys.columns(query.by(), names) + ", " + String.join(", ", PeriodSums.COLUMNS)
                + " FROM usage_sums e WHERE grain = ? AND since >= ? AND since < ?"
                + Conditions.sql(query.entries().where(), names);
    }

    private static String entries(UsageQuery query, String from) {
        return "SELECT " + Keys.columns(query.by(), Names.OF_ENTRIES) + ", " + OF_ENTRY + " FROM " + from
                + " WHERE 1 = ? AND e.arrived >= ? AND e.arrived < ?"
                + Conditions.sql(query.entries().where(), Names.OF_ENTRIES);
    }

    private static String places(int keys) {
        return IntStream.rangeClosed(1, keys).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
    }

    private static UsageSums sums(ResultSet row, int keys) throws SQLException {
        long[] n = new long[PeriodSums.COLUMNS.size()];
        for (int i = 0; i < n.length; i++) {
            n[i] = row.getLong(keys + 1 + i);
        }
        return new UsageSums(
                n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], n[12], n[13], n[14], n[15],
                n[16]);
    }
}
