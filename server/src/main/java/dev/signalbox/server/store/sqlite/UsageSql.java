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

/** Sums usage up: whole hours from their sums, the parts of hours at both ends from the entries themselves. */
final class UsageSql {
    private static final String SUMS =
            "sum(requests), sum(failures), sum(attempts), sum(input), sum(cached), sum(cache_write), sum(output),"
                    + " sum(reasoning), sum(cost), sum(unknown_cost), sum(estimated), sum(wasted)";
    private static final String FROM_HOURS =
            "SELECT hour, caller, tenant, route, model, provider, requests, failures, attempts, input, cached,"
                    + " cache_write, output, reasoning, cost, unknown_cost, estimated, wasted"
                    + " FROM usage_hours WHERE hour >= ? AND hour < ?";
    private static final String FROM_ENTRIES =
            "SELECT arrived / " + HourSums.MICROS + ", ifnull(caller,''), ifnull(tenant,''), ifnull(route,''),"
                    + " ifnull(model,''), ifnull(provider,''), 1, ended IN ('broken','refused','lost'), attempts,"
                    + " input, cache_read, cache_write_5m + cache_write_1h, output, reasoning, ifnull(cost,0),"
                    + " cost IS NULL OR wasted IS NULL, usage_source = 'estimated', ifnull(wasted,0)"
                    + " FROM entries WHERE arrived >= ? AND arrived < ?";

    private UsageSql() {}

    static UsageReport run(Connection connection, UsageQuery query) throws SQLException {
        int keys = query.by().size();
        String columns = query.by().stream().map(UsageSql::column).collect(Collectors.joining(", "));
        String places =
                IntStream.rangeClosed(1, keys).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String sql = "SELECT " + columns + ", " + SUMS + " FROM (" + FROM_HOURS + " UNION ALL " + FROM_ENTRIES
                + " UNION ALL " + FROM_ENTRIES + ") GROUP BY " + places + " ORDER BY " + places;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, query);
            try (ResultSet row = statement.executeQuery()) {
                List<UsageReport.Row> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(row(row, keys));
                }
                UsageSums totals = rows.stream().map(UsageReport.Row::sums).reduce(UsageSums.NONE, UsageSums::plus);
                return new UsageReport(query, rows, totals);
            }
        }
    }

    private static void bind(PreparedStatement statement, UsageQuery query) throws SQLException {
        long from = Columns.micros(query.from());
        long to = Columns.micros(query.to());
        long firstHour = Math.ceilDiv(from, HourSums.MICROS);
        long endHour = Math.max(firstHour, Math.floorDiv(to, HourSums.MICROS));
        long head = Math.min(firstHour * HourSums.MICROS, to);
        new Columns(statement)
                .number(firstHour)
                .number(endHour)
                .number(from)
                .number(head)
                .number(Math.max(head, endHour * HourSums.MICROS))
                .number(to);
    }

    private static UsageReport.Row row(ResultSet row, int keys) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= keys; i++) {
            values.add(row.getString(i));
        }
        long[] n = new long[12];
        for (int i = 0; i < n.length; i++) {
            n[i] = row.getLong(keys + 1 + i);
        }
        return new UsageReport.Row(
                values, new UsageSums(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11]));
    }

    private static String column(Dimension dimension) {
        return switch (dimension) {
            case MODEL -> "model";
            case CALLER -> "caller";
            case ROUTE -> "route";
            case DAY -> "date(hour * 3600, 'unixepoch')";
            case PROVIDER -> "provider";
            case TENANT -> "tenant";
        };
    }
}
