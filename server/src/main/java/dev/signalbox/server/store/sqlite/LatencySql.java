package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.EndedAs;
import dev.signalbox.server.store.Filter;
import dev.signalbox.server.store.LatencyReport;
import dev.signalbox.server.store.Percentiles;
import dev.signalbox.server.store.Selection;
import dev.signalbox.server.store.UsageQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads every time of every entry once and sorts them in memory: some 25 bytes for each entry. */
final class LatencySql {
    private static final long MILLION = 1_000_000;

    private LatencySql() {}

    static LatencyReport run(Connection connection, UsageQuery query, List<String> tables) throws SQLException {
        List<Filter> where = completeUnlessAsked(query.entries());
        Period period = new Period(Period.ENTRIES, Columns.micros(query.from()), Columns.micros(query.to()));
        List<String> parts = new ArrayList<>();
        for (String table : tables) {
            parts.add("SELECT " + Keys.columns(query.by(), Names.OF_ENTRIES)
                    + ", e.duration, e.first_token, e.output FROM "
                    + Scan.of(connection, table, period) + " WHERE e.arrived >= ? AND e.arrived < ?"
                    + Conditions.sql(where, Names.OF_ENTRIES));
        }
        try (PreparedStatement statement = connection.prepareStatement(String.join(" UNION ALL ", parts))) {
            Columns to = new Columns(statement);
            for (int i = 0; i < parts.size(); i++) {
                to.number(period.from()).number(period.to());
                Conditions.fill(to, where);
            }
            try (ResultSet row = statement.executeQuery()) {
                return report(query, collect(row, query.by().size()));
            }
        }
    }

    private static List<Filter> completeUnlessAsked(Selection entries) {
        List<Filter> where = new ArrayList<>(entries.where());
        if (where.stream().noneMatch(filter -> filter.dimension() == Dimension.Field.ENDING)) {
            where.add(Filter.exactly(Dimension.Field.ENDING, EndedAs.COMPLETE.word()));
        }
        return where;
    }

    private static Map<List<String>, Gathered> collect(ResultSet row, int keys) throws SQLException {
        Map<List<String>, Gathered> all = new HashMap<>();
        while (row.next()) {
            Gathered gathered = all.computeIfAbsent(Keys.read(row, keys), _ -> new Gathered());
            long total = row.getLong(keys + 1) / 1_000;
            long first = row.getLong(keys + 2) / 1_000;
            boolean streamed = !row.wasNull();
            gathered.total.add(total);
            if (streamed) {
                gathered.first.add(first);
            }
            long output = row.getLong(keys + 3);
            long generating = streamed ? total - first : total;
            if (output > 0 && generating > 0) {
                gathered.speed.add(output * MILLION * 1_000 / generating);
            }
        }
        return all;
    }

    private static LatencyReport report(UsageQuery query, Map<List<String>, Gathered> all) {
        Gathered everything = new Gathered();
        all.values().forEach(everything::addAll);
        List<LatencyReport.Row> rows = all.entrySet().stream()
                .map(one -> new LatencyReport.Row(one.getKey(), one.getValue().times()))
                .sorted(Comparator.comparing(row -> String.join("\0", row.keys())))
                .collect(Collectors.toList());
        return new LatencyReport(query, rows, everything.times());
    }

    /** The times of one group. */
    private static final class Gathered {
        private final Longs total = new Longs();
        private final Longs first = new Longs();
        private final Longs speed = new Longs();

        void addAll(Gathered other) {
            total.addAll(other.total);
            first.addAll(other.first);
            speed.addAll(other.speed);
        }

        LatencyReport.Times times() {
            return new LatencyReport.Times(
                    Percentiles.of(total.toArray()), Percentiles.of(first.toArray()), Percentiles.of(speed.toArray()));
        }
    }
}
