package dev.signalbox.cli.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A report as lines of names and numbers.
 *
 * @param title what it tells
 * @param from the first moment that counts
 * @param to the first moment behind it
 * @param keys what the lines are grouped by
 * @param totals of all lines, also of those that are not shown; empty where sums say nothing
 * @param notes what a reader must know besides
 */
public record Grid(
        String title,
        Instant from,
        Instant to,
        List<String> keys,
        List<Column> columns,
        List<Line> lines,
        List<Cell> totals,
        List<String> notes) {

    /** Takes defensive copies. */
    public Grid {
        keys = List.copyOf(keys);
        columns = List.copyOf(columns);
        lines = List.copyOf(lines);
        totals = List.copyOf(totals);
        notes = List.copyOf(notes);
    }

    /**
     * One line.
     *
     * @param keys empty text where there was none
     */
    public record Line(List<String> keys, List<Cell> cells) {
        /** Takes defensive copies. */
        public Line {
            keys = List.copyOf(keys);
            cells = List.copyOf(cells);
        }
    }

    /** The names that lines can be sorted by. */
    public List<String> sortable() {
        List<String> names = new ArrayList<>(keys);
        columns.forEach(column -> names.add(column.name()));
        return names;
    }

    /** Which column this word means: its name, or the beginning of it; or a key. */
    public boolean canSort(String word) {
        return keys.contains(word) || column(word) >= 0;
    }

    /** The same lines, the largest number first, or by a key from A to Z. */
    public Grid sorted(String word) {
        int key = keys.indexOf(word);
        int column = column(word);
        Comparator<Line> order = key >= 0
                ? Comparator.comparing(line -> line.keys().get(key))
                : Comparator.comparing((Line line) -> line.cells().get(column)).reversed();
        return with(lines.stream().sorted(order).toList(), notes);
    }

    /** The first lines only. */
    public Grid top(int most) {
        if (lines.size() <= most) {
            return this;
        }
        List<String> more = new ArrayList<>(notes);
        int left = lines.size() - most;
        more.add(left + (left == 1 ? " more line is" : " more lines are") + " not shown; the totals are of all");
        return with(lines.subList(0, most), more);
    }

    /** With one more thing to know. */
    public Grid noting(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return with(lines, more);
    }

    private Grid with(List<Line> its, List<String> told) {
        return new Grid(title, from, to, keys, columns, its, totals, told);
    }

    private int column(String word) {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).name().equals(word))
                .findFirst()
                .orElseGet(() -> IntStream.range(0, columns.size())
                        .filter(i -> columns.get(i).name().startsWith(word + "_")
                                || columns.get(i).title().equals(word))
                        .findFirst()
                        .orElse(-1));
    }
}
