package dev.signalbox.cli;

import dev.signalbox.cli.report.Grid;
import dev.signalbox.cli.report.Grids;
import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.EntryReader;
import dev.signalbox.server.store.UsageQuery;
import java.util.List;
import java.util.function.BiFunction;

/**
 * One of the reports.
 *
 * @param by what it is grouped by unless somebody says otherwise
 * @param drawn the column that a drawing shows
 * @param examples command lines
 */
record ReportKind(
        String name,
        String description,
        List<Dimension> by,
        String drawn,
        BiFunction<EntryReader, UsageQuery, Grid> made,
        List<String> examples) {

    static final String PURGES = "purges";

    static final List<ReportKind> ALL = List.of(
            new ReportKind(
                    "usage",
                    "Sum up requests, tokens and cost.",
                    List.of(Dimension.Field.MODEL),
                    "cost_usd",
                    (reader, query) -> Grids.usage(reader.usage(query)),
                    List.of("report usage --by model", "report usage --by caller,day --since 30d --format csv")),
            new ReportKind(
                    "cost",
                    "Sum up money: what is billed, what of it is only held, what was wasted.",
                    List.of(Dimension.Field.MODEL),
                    "cost_usd",
                    (reader, query) -> Grids.cost(reader.usage(query)),
                    List.of(
                            "report cost --by tenant,model --last-month",
                            "report cost --by request --since 1d --sort cost --top 20",
                            "report cost --by week --format html > cost.html")),
            new ReportKind(
                    "failures",
                    "Count requests that failed, and attempts that were made in vain.",
                    List.of(Dimension.Field.FAILURE, Dimension.Field.PROVIDER),
                    "failures",
                    (reader, query) -> Grids.failures(reader.usage(query)),
                    List.of(
                            "report failures --since 1h",
                            "report failures --by provider,hour --since 1d --sort wasted_usd")),
            new ReportKind(
                    "latency",
                    "Percentiles of the time to the end, to the first token, and of tokens per second.",
                    List.of(Dimension.Field.MODEL),
                    "p95_ms",
                    (reader, query) -> Grids.latency(reader.latency(query))
                            .noting("of requests that ended complete, unless --where ending=... says otherwise"),
                    List.of(
                            "report latency --by provider,model --since 7d",
                            "report latency --by hour --where 'model=gpt-5*' --where streamed=true --since 1d")),
            new ReportKind(
                    "attempts",
                    "Count attempts at providers: model, provider, status, failure and ending are theirs.",
                    List.of(Dimension.Field.PROVIDER, Dimension.Field.ENDING, Dimension.Field.FAILURE),
                    "attempts",
                    (reader, query) -> Grids.attempts(reader.attempts(query)),
                    List.of(
                            "report attempts --by provider,status --since 1d",
                            "report attempts --where ending=failed --by model,failure --sort other_usd")),
            new ReportKind(
                    PURGES,
                    "List what was purged, by whom and when.",
                    List.of(Dimension.Field.DAY),
                    "entries",
                    (reader, query) -> Grids.purges(reader.purges(), query.from(), query.to()),
                    List.of("report purges --since 2026-01-01")));
}
