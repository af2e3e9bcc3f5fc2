package dev.signalbox.learn.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rows of a CSV file (RFC 4180) whose first row names the columns. Quoted fields may hold commas, doubled quotes and
 * line ends, which become LF; empty lines are passed over.
 */
final class CsvReader implements AutoCloseable {

    private final TextLines lines;
    private final List<String> header;
    private List<String> fields = List.of();
    private long line;

    CsvReader(TextLines lines, String expected) throws DataException {
        this.lines = lines;
        if (!advance()) {
            throw new DataException(lines.name(), 0, "empty (expected: a first line " + expected + ")");
        }
        this.header = fields.stream().map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            if (!seen.add(column)) {
                throw problem("column " + quoted(column) + ": twice in the first line");
            }
        }
    }

    static CsvReader open(Path file, String expected) throws DataException {
        TextLines lines = TextLines.open(file);
        try {
            return new CsvReader(lines, expected);
        } catch (DataException e) {
            lines.close();
            throw e;
        }
    }

    String name() {
        return lines.name();
    }

    /** The line on which the current row begins. */
    long line() {
        return line;
    }

    /** The place of this column; -1 if the file has none. */
    int find(String column) {
        return header.indexOf(column);
    }

    /** The place of this column, which must be there. */
    int column(String column, String expected) throws DataException {
        int at = find(column);
        if (at < 0) {
            throw new DataException(
                    name(), 1, "column " + column + ": missing among " + header + " (expected: " + expected + ")");
        }
        return at;
    }

    /** Moves to the next row. */
    boolean next() throws DataException {
        if (!advance()) {
            return false;
        }
        if (fields.size() != header.size()) {
            throw problem(fields.size() + " fields (expected: " + header.size() + " as in the first line)");
        }
        return true;
    }

    /** The field of the current row; empty where the file has no such column (-1). */
    String get(int column) {
        return column < 0 ? "" : fields.get(column);
    }

    DataException problem(String problem) {
        return new DataException(name(), line, problem);
    }

    /** What a message shows of a field. */
    static String quoted(String value) {
        return '"' + (value.length() <= 80 ? value : value.substring(0, 80) + "…") + '"';
    }

    @Override
    public void close() throws DataException {
        lines.close();
    }

    private boolean advance() throws DataException {
        String text;
        do {
            text = lines.next();
            if (text == null) {
                return false;
            }
        } while (text.isEmpty());
        line = lines.number();
        fields = text.indexOf('"') < 0 ? simple(text) : withQuotes(text);
        return true;
    }

    private static List<String> simple(String text) {
        List<String> row = new ArrayList<>(8);
        int start = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', start)) {
            row.add(text.substring(start, comma));
            start = comma + 1;
        }
        row.add(text.substring(start));
        return row;
    }

    private List<String> withQuotes(String first) throws DataException {
        String text = first;
        List<String> row = new ArrayList<>(8);
        int at = 0;
        while (true) {
            if (at < text.length() && text.charAt(at) == '"') {
                StringBuilder field = new StringBuilder();
                int close = quote(text, at + 1, field);
                while (close < 0) {
                    text = continued(field);
                    close = quote(text, 0, field);
                }
                row.add(field.toString());
                at = close + 1;
                if (at < text.length() && text.charAt(at) != ',') {
                    throw problem("text behind a closing quote (expected: a comma or the line's end)");
                }
            } else {
                int comma = text.indexOf(',', at);
                int stop = comma < 0 ? text.length() : comma;
                row.add(text.substring(at, stop));
                at = stop;
            }
            if (at >= text.length()) {
                return row;
            }
            at++;
        }
    }

    /** Appends up to the closing quote and returns its place; -1 if the line ends before it. */
    private static int quote(String text, int from, StringBuilder field) {
        int at = from;
        while (true) {
            int quote = text.indexOf('"', at);
            if (quote < 0) {
                field.append(text, at, text.length());
                return -1;
            }
            field.append(text, at, quote);
            if (quote + 1 < text.length() && text.charAt(quote + 1) == '"') {
                field.append('"');
                at = quote + 2;
            } else {
                return quote;
            }
        }
    }

    private String continued(StringBuilder field) throws DataException {
        String more = field.length() > TextLines.LONGEST ? null : lines.next();
        if (more == null) {
            throw problem("a quoted field that never ends (expected: a closing quote)");
        }
        field.append('\n');
        return more;
    }
}
