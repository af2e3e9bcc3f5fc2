package dev.signalbox.cli.report;

import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.LatencyReport;
import dev.signalbox.server.store.Percentiles;
import dev.signalbox.server.store.UsageReport;
import dev.signalbox.server.store.UsageSums;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which models served what: the models of each group of lines with their shares of it, the most used first. */
public final class Distribution {

    /** The column that a drawing shows. */
    public static final int SHARE = 1;

    private static final List<Column> COLUMNS = List.of(
            Column.count("requests", "requests"),
            new Column("share_percent", "share %", Column.Unit.SHARE),
            Column.count("input_tokens", "input"),
            Column.count("output_tokens", "output"),
            Column.dollars("cost_usd", "cost USD"),
            new Column("mean_ms", "mean ms", Column.Unit.MILLISECONDS),
            Column.count("failures", "failures"));

    private Distribution() {}

    /**
     * The grid of what two reports of the same query tell.
     *
     * @param used by some dimensions, the last of which is what the others are divided into
     */
    public static Grid of(UsageReport used, LatencyReport took) {
        Map<List<String>, Long> groups = new HashMap<>();
        used.rows().forEach(row -> groups.merge(group(row.keys()), row.sums().requests(), Long::sum));
        Map<List<String>, Percentiles> times = new HashMap<>();
        took.rows().forEach(row -> times.put(row.keys(), row.times().total()));
        Percentiles none = Percentiles.of(new long[0]);
        List<Grid.Line> lines = used.rows().stream()
                .sorted(Comparator.comparing((UsageReport.Row row) -> String.join("\0", group(row.keys())))
                        .thenComparing(Comparator.comparingLong(
                                        (UsageReport.Row row) -> row.sums().requests())
                                .reversed())
                        .thenComparing(row -> row.keys().getLast()))
                .map(row -> new Grid.Line(
                        row.keys(),
                        cells(
                                row.sums(),
                                Cell.percent(row.sums().requests(), groups.getOrDefault(group(row.keys()), 0L)),
                                times.getOrDefault(row.keys(), none))))
                .toList();
        List<String> keys = used.query().by().stream().map(Dimension::word).toList();
        return new Grid(
                "requests",
                used.query().from(),
                used.query().to(),
                keys,
                COLUMNS,
                lines,
                cells(used.totals(), Cell.none(), took.totals().total()),
                List.of());
    }

    private static List<String> group(List<String> keys) {
        return keys.subList(0, keys.size() - 1);
    }

    private static List<Cell> cells(UsageSums sums, Cell share, Percentiles time) {
        return List.of(
                Cell.of(sums.requests()),
                share,
                Cell.of(sums.input() + sums.cached() + sums.cacheWrite()),
                Cell.of(sums.output()),
                Cell.money(sums.cost(), sums.unknownServed()),
                time.count() == 0 ? Cell.none() : Cell.of(BigDecimal.valueOf(Math.round(time.mean() / 100d), 1)),
                Cell.of(sums.failures()));
    }
}
