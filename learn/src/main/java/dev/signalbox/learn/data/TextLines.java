package dev.signalbox.learn.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text file, plain or gzip by its first bytes, in strict UTF-8, without a byte order mark. Lines end with LF
 * or CRLF. What a file unpacks to is bounded.
 */
public final class TextLines implements AutoCloseable {

    static final int LONGEST = 16 << 20;
    static final long MOST_UNPACKED = 2L << 30;

    private final String name;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private long number;

    TextLines(String name, InputStream in) throws DataException {
        this(name, in, MOST_UNPACKED);
    }

    /** @param mostUnpacked bytes that a compressed file may have */
    TextLines(String name, InputStream in, long mostUnpacked) throws DataException {
        this.name = name;
        try {
            this.in = plain(in, mostUnpacked);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Those of a file. */
    public static TextLines open(Path file) throws DataException {
        String name = String.valueOf(file.getFileName());
        try {
            return new TextLines(name, Files.newInputStream(file));
        } catch (NoSuchFileException _) {
            throw new DataException(file.toString(), 0, "no such file");
        } catch (IOException e) {
            throw new DataException(file.toString(), 0, "cannot be read: " + e.getMessage());
        }
    }

    /** The name of the file, without its folder. */
    String name() {
        return name;
    }

    /** The number of the line that {@link #next} returned last. */
    long number() {
        return number;
    }

    /** The next line without its end; null behind the last. */
    public @Nullable String next() throws DataException {
        byte[] parts = null;
        while (true) {
            if (at == end && !fill()) {
                return parts == null ? null : text(parts, 0, parts.length);
            }
            int stop = at;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            if (parts != null || stop == end) {
                parts = joined(parts, stop);
            }
            if (stop < end) {
                int start = at;
                at = stop + 1;
                return parts == null ? text(buffer, start, stop) : text(parts, 0, parts.length);
            }
            at = end;
        }
    }

    /** What is wrong with the line that came last. */
    public DataException problem(String problem) {
        return new DataException(name, number, problem);
    }

    @Override
    public void close() throws DataException {
        try {
            in.close();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static InputStream plain(InputStream raw, long mostUnpacked) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(raw, 1 << 16);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return gzip ? new Unpacked(buffered, mostUnpacked) : buffered;
    }

    private boolean fill() throws DataException {
        try {
            int read = in.read(buffer, 0, buffer.length);
            at = 0;
            end = Math.max(0, read);
            return read > 0;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private byte[] joined(byte @Nullable [] before, int stop) throws DataException {
        int kept = before == null ? 0 : before.length;
        int length = kept + stop - at;
        if (length > LONGEST) {
            throw new DataException(name, number + 1, "a line of more than 16 MiB (expected: one record per line)");
        }
        byte[] all = before == null ? new byte[length] : Arrays.copyOf(before, length);
        System.arraycopy(buffer, at, all, kept, stop - at);
        return all;
    }

    private String text(byte[] bytes, int start, int stop) throws DataException {
        number++;
        int last = stop > start && bytes[stop - 1] == '\r' ? stop - 1 : stop;
        int first = number == 1 && marked(bytes, start, last) ? start + 3 : start;
        String text = new String(bytes, first, last - first, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, first, last - first));
            } catch (CharacterCodingException _) {
                throw problem("not UTF-8 (expected: text in UTF-8)");
            }
        }
        return text;
    }

    private static boolean marked(byte[] bytes, int start, int stop) {
        return stop - start >= 3
                && bytes[start] == (byte) 0xEF
                && bytes[start + 1] == (byte) 0xBB
                && bytes[start + 2] == (byte) 0xBF;
    }

    private DataException broken(IOException e) {
        return new DataException(
                name,
                number + 1,
                switch (e) {
                    case EOFException _ -> "the compressed data ends too early (expected: a whole gzip file)";
                    case ZipException _ -> "the compressed data is damaged: " + e.getMessage() + " (expected: gzip)";
                    default -> "cannot be read: " + e.getMessage();
                });
    }
}
