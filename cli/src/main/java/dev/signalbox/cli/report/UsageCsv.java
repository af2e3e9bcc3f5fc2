package dev.signalbox.cli.report;

import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.UsageReport;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as CSV (RFC 4180, with line feeds): a head line, one line for each row, no totals. */
final class UsageCsv {

    private UsageCsv() {}

    static String text(UsageReport report) {
        StringBuilder text = new StringBuilder();
        append(
                text,
                Stream.concat(
                        report.query().by().stream().map(Dimension::word),
                        Measure.ALL.stream().map(Measure::name)));
        for (UsageReport.Row row : report.rows()) {
            List<String> numbers = Measure.ALL.stream()
                    .map(measure -> measure.text(row.sums()))
                    .toList();
            append(text, Stream.concat(row.keys().stream(), numbers.stream()));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Stream<String> cells) {
        text.append(cells.map(UsageCsv::cell).collect(Collectors.joining(","))).append('\n');
    }

    private static String cell(String value) {
        // Names come from callers: what a spreadsheet would run as a formula is shown as text.
        String safe = !value.isEmpty() && "=+-@".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
