package dev.signalbox.server.ledger;

import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.UsageReport;
import dev.signalbox.server.store.UsageSums;
import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A usage report as a table for people, as CSV, and as JSON. Money is US dollars, exact. */
public final class UsageText {
    private static final String NOTHING = "-";
    private static final List<String> COLUMNS = List.of(
            "requests",
            "failures",
            "attempts",
            "input",
            "cached",
            "cache_write",
            "output",
            "reasoning",
            "cost_usd",
            "unknown_cost",
            "estimated",
            "wasted_usd");

    private UsageText() {}

    /** Columns of equal width, the totals under a line. Ends with a line feed. */
    public static String table(UsageReport report) {
        int keys = report.query().by().size();
        List<List<String>> lines = new ArrayList<>();
        lines.add(head(report));
        report.rows().forEach(row -> lines.add(cells(shown(row.keys()), row.sums())));
        lines.add(cells(totalKeys(keys), report.totals()));
        int[] widths = new int[lines.getFirst().size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(
                        widths[i], line.get(i).codePointCount(0, line.get(i).length()));
            }
        }
        String rule = Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining("  "));
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            if (i == 1 || i == lines.size() - 1) {
                out.append(rule).append('\n');
            }
            out.append(aligned(lines.get(i), widths, keys)).append('\n');
        }
        return out.toString();
    }

    /** RFC 4180, with a head and without totals, so that rows can be summed again. */
    public static String csv(UsageReport report) {
        StringBuilder out = new StringBuilder();
        line(out, head(report));
        report.rows().forEach(row -> line(out, cells(row.keys(), row.sums())));
        return out.toString();
    }

    /** The rows and the totals, with money as text in dollars and as whole nano-dollars. */
    public static Json.Obj json(UsageReport report) {
        List<String> names = report.query().by().stream().map(Dimension::word).toList();
        return Json.object(o -> o.put("from", report.query().from().toString())
                .put("to", report.query().to().toString())
                .put("by", Json.array(names.stream().map(Json::text).toList()))
                .put(
                        "rows",
                        Json.array(report.rows().stream()
                                .map(row -> Json.object(r -> {
                                    for (int i = 0; i < names.size(); i++) {
                                        String key = row.keys().get(i);
                                        r.put(names.get(i), key.isEmpty() ? Json.none() : Json.text(key));
                                    }
                                    sums(r, row.sums());
                                }))
                                .toList()))
                .put("totals", Json.object(t -> sums(t, report.totals()))));
    }

    private static void sums(Json.Fields o, UsageSums sums) {
        o.put("requests", sums.requests())
                .put("failures", sums.failures())
                .put("attempts", sums.attempts())
                .put("input", sums.input())
                .put("cached", sums.cached())
                .put("cache_write", sums.cacheWrite())
                .put("output", sums.output())
                .put("reasoning", sums.reasoning())
                .put("cost_usd", Money.dollars(sums.cost()))
                .put("cost_nano_usd", sums.cost())
                .put("unknown_cost", sums.unknownCost())
                .put("estimated", sums.estimated())
                .put("wasted_usd", Money.dollars(sums.wasted()))
                .put("wasted_nano_usd", sums.wasted());
    }

    private static List<String> head(UsageReport report) {
        return Stream.concat(report.query().by().stream().map(Dimension::word), COLUMNS.stream())
                .toList();
    }

    private static List<String> totalKeys(int keys) {
        return Stream.concat(Stream.of("total"), Stream.generate(() -> "").limit(keys - 1L))
                .toList();
    }

    private static List<String> shown(List<String> keys) {
        return keys.stream().map(key -> key.isEmpty() ? NOTHING : key).toList();
    }

    private static List<String> cells(List<String> keys, UsageSums sums) {
        List<String> cells = new ArrayList<>(keys);
        Stream.of(
                        sums.requests(),
                        sums.failures(),
                        sums.attempts(),
                        sums.input(),
                        sums.cached(),
                        sums.cacheWrite(),
                        sums.output(),
                        sums.reasoning())
                .forEach(number -> cells.add(Long.toString(number)));
        cells.add(Money.dollars(sums.cost()));
        cells.add(Long.toString(sums.unknownCost()));
        cells.add(Long.toString(sums.estimated()));
        cells.add(Money.dollars(sums.wasted()));
        return cells;
    }

    private static String aligned(List<String> cells, int[] widths, int keys) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String blanks = " ".repeat(widths[i] - cell.codePointCount(0, cell.length()));
            line.append(i == 0 ? "" : "  ").append(i < keys ? cell + blanks : blanks + cell);
        }
        return line.toString().stripTrailing();
    }

    private static void line(StringBuilder out, List<String> cells) {
        out.append(cells.stream().map(UsageText::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    /** Quoted where needed; what a spreadsheet would run as a formula is shown as text. */
    private static String quoted(String cell) {
        String safe = !cell.isEmpty() && "=+-@".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
