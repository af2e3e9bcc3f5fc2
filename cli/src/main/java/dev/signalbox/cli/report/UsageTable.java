package dev.signalbox.cli.report;

import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.UsageReport;
import dev.signalbox.server.store.UsageSums;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A report for people: aligned columns and a line of totals. */
final class UsageTable {

    private static final String NONE = "(none)";

    private UsageTable() {}

    static String text(UsageReport report) {
        if (report.rows().isEmpty()) {
            return "No requests in this time.\n";
        }
        int keys = report.query().by().size();
        List<List<String>> lines = new ArrayList<>();
        lines.add(line(
                report.query().by().stream().map(Dimension::word).toList(),
                Measure.ALL.stream().map(Measure::title).toList()));
        for (UsageReport.Row row : report.rows()) {
            lines.add(line(
                    row.keys().stream().map(key -> key.isEmpty() ? NONE : key).toList(), numbers(row.sums())));
        }
        List<String> total = new ArrayList<>(List.of("total"));
        IntStream.range(1, keys).forEach(_ -> total.add(""));
        lines.add(line(total, numbers(report.totals())));
        return aligned(lines, keys);
    }

    private static List<String> numbers(UsageSums sums) {
        return Measure.ALL.stream().map(measure -> measure.text(sums)).toList();
    }

    private static List<String> line(List<String> keys, List<String> numbers) {
        return Stream.concat(keys.stream(), numbers.stream()).toList();
    }

    private static String aligned(List<List<String>> lines, int keys) {
        int[] widths = IntStream.range(0, lines.getFirst().size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder one = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String blanks = " ".repeat(widths[column] - line.get(column).length());
                one.append(column == 0 ? "" : "  ");
                one.append(column < keys ? line.get(column) + blanks : blanks + line.get(column));
            }
            text.append(one.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
