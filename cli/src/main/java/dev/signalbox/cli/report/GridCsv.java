package dev.signalbox.cli.report;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as CSV (RFC 4180, with line feeds): a head line, one line for each row, no totals. Unknown numbers are empty. */
final class GridCsv {

    /** What spreadsheets take for the beginning of a formula, or skip before they look for one. */
    private static final String FORMULA = "=+-@\t\r";

    private GridCsv() {}

    static String text(Grid grid) {
        StringBuilder text = new StringBuilder();
        append(text, Stream.concat(grid.keys().stream(), grid.columns().stream().map(Column::name)));
        for (Grid.Line line : grid.lines()) {
            append(
                    text,
                    Stream.concat(
                            line.keys().stream().map(GridCsv::safe),
                            line.cells().stream().map(Cell::plain)));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Stream<String> cells) {
        text.append(cells.map(GridCsv::cell).collect(Collectors.joining(","))).append('\n');
    }

    /** Names come from callers: what a spreadsheet would run as a formula is shown as text. */
    private static String safe(String key) {
        return !key.isEmpty() && FORMULA.indexOf(key.charAt(0)) >= 0 ? "'" + key : key;
    }

    private static String cell(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
