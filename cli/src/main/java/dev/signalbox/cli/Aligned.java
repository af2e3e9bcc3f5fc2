package dev.signalbox.cli;

import java.util.List;
import java.util.stream.IntStream;

/** Lines of words under each other. */
public final class Aligned {

    private static final String GAP = "  ";

    private Aligned() {}

    /**
     * The lines as text.
     *
     * @param lines each with as many words as the first
     */
    public static String text(List<List<String>> lines) {
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
                String word = printable(line.get(column));
                one.append(column == 0 ? "" : GAP).append(word).append(" ".repeat(widths[column] - word.length()));
            }
            text.append(one.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** Names come from callers: what would move the cursor is not printed. */
    private static String printable(String word) {
        StringBuilder safe = new StringBuilder(word.length());
        word.chars().forEach(c -> safe.append(Character.isISOControl(c) ? '?' : (char) c));
        return safe.toString();
    }
}
