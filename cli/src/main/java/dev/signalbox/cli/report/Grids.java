package dev.signalbox.cli.report;

import dev.signalbox.server.store.AttemptReport;
import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.LatencyReport;
import dev.signalbox.server.store.Percentiles;
import dev.signalbox.server.store.Purge;
import dev.signalbox.server.store.UsageQuery;
import dev.signalbox.server.store.UsageReport;
import dev.signalbox.server.store.UsageSums;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes grids of what the ledger answers. */
public final class Grids {

    private static final List<Column> ATTEMPTS = List.of(
            Column.count("attempts", "attempts"),
            Column.count("served", "served"),
            Column.count("broken", "broken"),
            Column.count("failed", "failed"),
            Column.count("cancelled", "cancelled"),
            Column.count("lost", "lost"),
            new Column("failed_percent", "failed %", Column.Unit.PERCENT),
            Column.dollars("served_usd", "served USD"),
            Column.dollars("other_usd", "other USD"));

    private Grids() {}

    /** What was used. */
    public static Grid usage(UsageReport report) {
        return sums("requests", report, report.rows(), Measure.USAGE);
    }

    /** What it cost. */
    public static Grid cost(UsageReport report) {
        return sums("requests", report, report.rows(), Measure.MONEY);
    }

    /** What went wrong; without the lines where nothing did. */
    public static Grid failures(UsageReport report) {
        List<UsageReport.Row> wrong = report.rows().stream()
                .filter(row -> row.sums().failures() > 0 || row.sums().spare() > 0)
                .toList();
        return sums("failures", report, wrong, Measure.FAILED);
    }

    private static Grid sums(String title, UsageReport report, List<UsageReport.Row> rows, List<Measure> measures) {
        return grid(
                title,
                report.query(),
                measures.stream().map(Measure::column).toList(),
                rows.stream()
                        .map(row -> new Grid.Line(row.keys(), cells(measures, row.sums())))
                        .toList(),
                cells(measures, report.totals()));
    }

    private static List<Cell> cells(List<Measure> measures, UsageSums sums) {
        return measures.stream().map(measure -> measure.value().apply(sums)).toList();
    }

    /** How long answers took. */
    public static Grid latency(LatencyReport report) {
        List<Column> columns = new ArrayList<>(List.of(Column.count("requests", "requests")));
        for (int percent : new int[] {50, 90, 95, 99}) {
            columns.add(new Column("p" + percent + "_ms", "p" + percent + " ms", Column.Unit.MILLISECONDS));
        }
        for (int percent : new int[] {50, 90, 95, 99}) {
            columns.add(new Column(
                    "first_token_p" + percent + "_ms", "first p" + percent + " ms", Column.Unit.MILLISECONDS));
        }
        columns.add(new Column("output_tokens_per_second_p50", "tokens/s p50", Column.Unit.PER_SECOND));
        columns.add(new Column("output_tokens_per_second_p10", "tokens/s p10", Column.Unit.PER_SECOND));
        return grid(
                "answers",
                report.query(),
                columns,
                report.rows().stream()
                        .map(row -> new Grid.Line(row.keys(), cells(row.times())))
                        .toList(),
                cells(report.totals()));
    }

    private static List<Cell> cells(LatencyReport.Times times) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(times.total().count())));
        for (Percentiles each : List.of(times.total(), times.firstToken())) {
            for (long micros : new long[] {each.p50(), each.p90(), each.p95(), each.p99()}) {
                cells.add(thousandth(each, micros));
            }
        }
        cells.add(thousandth(times.speed(), times.speed().p50()));
        cells.add(thousandth(times.speed(), times.speed().p10()));
        return cells;
    }

    private static Cell thousandth(Percentiles of, long value) {
        return of.count() == 0 ? Cell.none() : Cell.of(BigDecimal.valueOf(Math.round(value / 100d), 1));
    }

    /** What became of attempts. */
    public static Grid attempts(AttemptReport report) {
        return grid(
                "attempts",
                report.query(),
                ATTEMPTS,
                report.rows().stream()
                        .map(row -> new Grid.Line(row.keys(), cells(row.sums())))
                        .toList(),
                cells(report.totals()));
    }

    private static List<Cell> cells(AttemptReport.Sums sums) {
        return List.of(
                Cell.of(sums.attempts()),
                Cell.of(sums.served()),
                Cell.of(sums.broken()),
                Cell.of(sums.failed()),
                Cell.of(sums.cancelled()),
                Cell.of(sums.lost()),
                Cell.percent(sums.failed() + sums.broken(), sums.attempts()),
                Cell.money(sums.servedCost(), sums.unknownServed()),
                Cell.money(sums.otherCost(), sums.unknownOther()));
    }

    /** What was purged in this time. */
    public static Grid purges(List<Purge> purges, Instant from, Instant to) {
        List<Grid.Line> lines = purges.stream()
                .filter(purge -> !purge.at().isBefore(from) && purge.at().isBefore(to))
                .map(Grids::line)
                .toList();
        return new Grid(
                "purges",
                from,
                to,
                List.of("at", "by", "how", "what", "oldest", "newest"),
                List.of(Column.count("entries", "entries")),
                lines,
                List.of(),
                List.of());
    }

    private static Grid.Line line(Purge purge) {
        return new Grid.Line(
                List.of(
                        seconds(Optional.of(purge.at())),
                        purge.by(),
                        purge.how().word(),
                        purge.what(),
                        seconds(purge.oldest()),
                        seconds(purge.newest())),
                List.of(Cell.of(purge.entries())));
    }

    private static String seconds(Optional<Instant> time) {
        return time.map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("");
    }

    private static Grid grid(
            String title, UsageQuery query, List<Column> columns, List<Grid.Line> lines, List<Cell> totals) {
        List<String> keys = query.by().stream().map(Dimension::word).toList();
        return new Grid(title, query.from(), query.to(), keys, columns, lines, totals, List.of());
    }
}
