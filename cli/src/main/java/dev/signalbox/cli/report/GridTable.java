package dev.signalbox.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A report for people: aligned columns and a line of totals. */
final class GridTable {

    private static final String NONE = "(none)";

    /** The bar of all there is, in characters. */
    private static final int WIDEST = 20;

    private GridTable() {}

    static String text(Grid grid) {
        StringBuilder text = new StringBuilder();
        if (grid.lines().isEmpty()) {
            text.append("No ").append(grid.title()).append(" in this time.\n");
        } else {
            text.append(aligned(lines(grid), grid.keys().size()));
        }
        grid.notes().forEach(note -> text.append("* ").append(note).append('\n'));
        return text.toString();
    }

    private static List<List<String>> lines(Grid grid) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(line(grid.keys(), grid.columns().stream().map(Column::title).toList()));
        for (Grid.Line line : grid.lines()) {
            lines.add(line(line.keys().stream().map(GridTable::shown).toList(), shown(grid, line.cells())));
        }
        if (!grid.totals().isEmpty()) {
            List<String> total = new ArrayList<>(List.of("total"));
            IntStream.range(1, grid.keys().size()).forEach(_ -> total.add(""));
            lines.add(line(total, shown(grid, grid.totals())));
        }
        return lines;
    }

    /** Names come from callers: what would move the cursor is not printed. */
    private static String shown(String key) {
        String safe = key.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return safe.isEmpty() ? NONE : safe;
    }

    private static List<String> shown(Grid grid, List<Cell> cells) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> grid.columns().get(i).unit() == Column.Unit.SHARE
                        ? drawn(cells.get(i))
                        : cells.get(i).shown())
                .toList();
    }

    /** In characters that every terminal has. */
    private static String drawn(Cell share) {
        int marks = (int) Math.round(share.size() * WIDEST / 100);
        return share.shown() + ' ' + "#".repeat(marks) + " ".repeat(WIDEST - marks);
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
