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

/** Sums usage up: whole days and hours from their sums, the parts of hours at both ends from the entries themselves. */
final class UsageSql {
    private static final String SUMS =
            "sum(requests), sum(failures), sum(attempts), sum(input), sum(cached), sum(cache_write), sum(output),"
                    + " sum(reasoning), sum(cost), sum(unknown_cost), sum(estimated), sum(wasted)";
    private static final String FROM_SUMS =
            "SELECT since, caller, tenant, route, model, provider, requests, failures, attempts, input, cached,"
                    + " cache_write, output, reasoning, cost, unknown_cost, estimated, wasted"
                    + " FROM usage_sums WHERE grain = ? AND since >= ? AND since < ?";
    private static final String FROM_ENTRIES =
            "SELECT arrived AS since, ifnull(caller,''), ifnull(tenant,''), ifnull(route,''),"
                    + " ifnull(model,''), ifnull(provider,''), 1, ended IN ('broken','refused','lost'), attempts,"
                    + " input, cache_read, cache_write_5m + cache_write_1h, output, reasoning, ifnull(cost,0),"
                    + " cost IS NULL OR wasted IS NULL, usage_source = 'estimated', ifnull(wasted,0)"
                    + " FROM entries WHERE 1 = ? AND arrived >= ? AND arrived < ?";

    private UsageSql() {}

    static UsageReport run(Connection connection, UsageQuery query) throws SQLException {
        int keys = query.by().size();
        String columns = query.by().stream().map(UsageSql::column).collect(Collectors.joining(", "));
        String places =
                IntStream.rangeClosed(1, keys).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        // The first part gives the columns their names, also where the time is empty.
        List<Period> periods = new ArrayList<>(List.of(new Period(PeriodSums.DAY, 0, 0)));
        periods.addAll(Period.of(Columns.micros(query.from()), Columns.micros(query.to())));
        String parts = periods.stream()
                .map(period -> period.grain() == Period.ENTRIES ? FROM_ENTRIES : FROM_SUMS)
                .collect(Collectors.joining(" UNION ALL "));
        String sql =
                "SELECT " + columns + ", " + SUMS + " FROM (" + parts + ") GROUP BY " + places + " ORDER BY " + places;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns to = new Columns(statement);
            for (Period period : periods) {
                to.number(period.grain()).number(period.from()).number(period.to());
            }
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
            case DAY -> "date(since / 1000000, 'unixepoch')";
            case PROVIDER -> "provider";
            case TENANT -> "tenant";
        };
    }
}
