package dev.signalbox.cli.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A report as a page that needs nothing else: a drawing of one column, and the table. */
public final class GridHtml {

    private static final String STYLE = """
            body{font:14px/1.5 system-ui,sans-serif;margin:2rem;color:#1b1f24;background:#fff}
            table{border-collapse:collapse;margin-top:1.5rem}
            th,td{padding:.25rem .75rem;border-bottom:1px solid #d8dee4;text-align:right;white-space:nowrap}
            th.key,td.key{text-align:left}tfoot td{font-weight:600}
            svg text{font:12px system-ui,sans-serif;fill:#1b1f24}svg rect{fill:#2f6feb}
            @media(prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}svg text{fill:#e6edf3}
            th,td{border-color:#30363d}}
            """;

    private GridHtml() {}

    /** @param drawn which column is drawn */
    static String text(Grid grid, int drawn) {
        StringBuilder page =
                new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<title>Signalbox: ").append(escaped(grid.title())).append("</title>\n<style>\n");
        page.append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(escaped(grid.title()))
                .append("</h1>\n<p>");
        page.append(escaped(period(grid))).append("</p>\n");
        if (grid.lines().isEmpty()) {
            page.append("<p>Nothing in this time.</p>\n");
        } else {
            page.append(Bars.svg(grid, drawn)).append(table(grid));
        }
        grid.notes().forEach(note -> page.append("<p>").append(escaped(note)).append("</p>\n"));
        return page.append("</body>\n</html>\n").toString();
    }

    private static String period(Grid grid) {
        String from = grid.from().getEpochSecond() == 0 ? "everything" : "from " + grid.from();
        return from + " to " + grid.to();
    }

    private static String table(Grid grid) {
        StringBuilder table = new StringBuilder("<table>\n<thead><tr>");
        grid.keys().forEach(key -> cell(table, "th", true, key));
        grid.columns().forEach(column -> cell(table, "th", false, column.title()));
        table.append("</tr></thead>\n<tbody>\n");
        grid.lines().forEach(line -> row(table, line.keys(), line.cells()));
        table.append("</tbody>\n");
        if (!grid.totals().isEmpty()) {
            List<String> keys = IntStream.range(0, grid.keys().size())
                    .mapToObj(i -> i == 0 ? "total" : " ")
                    .collect(Collectors.toList());
            table.append("<tfoot>\n");
            row(table, keys, grid.totals());
            table.append("</tfoot>\n");
        }
        return table.append("</table>\n").toString();
    }

    private static void row(StringBuilder table, List<String> keys, List<Cell> cells) {
        table.append("<tr>");
        keys.forEach(key -> cell(table, "td", true, key.isEmpty() ? "(none)" : key));
        cells.forEach(cell -> cell(table, "td", false, cell.shown()));
        table.append("</tr>\n");
    }

    private static void cell(StringBuilder table, String tag, boolean key, String text) {
        table.append('<').append(tag).append(key ? " class=\"key\">" : ">");
        table.append(escaped(text)).append("</").append(tag).append('>');
    }

    /** Names come from callers and must stay text, in elements and in attributes. */
    public static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
            }
        });
        return safe.toString();
    }
}
