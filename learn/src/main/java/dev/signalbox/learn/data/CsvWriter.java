package dev.signalbox.learn.data;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a CSV file (RFC 4180, UTF-8, lines end with LF), compressed if its name ends with {@code .gz}. The same rows give
 * the same bytes on every machine.
 */
public final class CsvWriter implements Closeable {

    private final Writer out;
    private final int columns;

    /** Creates or replaces the file and writes the names of its columns. */
    public CsvWriter(Path file, String... header) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(stream(file), StandardCharsets.UTF_8), 1 << 16);
        this.columns = header.length;
        row(header);
    }

    /** Writes a row; numbers come from {@link Numbers#text}. */
    public void row(String... fields) throws IOException {
        if (fields.length != columns) {
            throw new IllegalArgumentException("fields: " + fields.length + " (expected: " + columns + ")");
        }
        for (int i = 0; i < fields.length; i++) {
            out.write(i == 0 ? "" : ",");
            out.write(quoted(fields[i]));
        }
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static OutputStream stream(Path file) throws IOException {
        OutputStream plain = Files.newOutputStream(file);
        return String.valueOf(file.getFileName()).endsWith(".gz") ? new GZIPOutputStream(plain, 1 << 16) : plain;
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
