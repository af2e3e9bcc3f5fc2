package dev.signalbox.wire.sse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into server-sent events, however the network cut it.
 *
 * <p>Lines end in LF, CR or CR LF; several {@code data:} lines are one datum; comments belong to the event that follows
 * them, so that the raw bytes of all events together are the stream. A CR at the end of a read is decided by the next
 * byte, therefore an event that ends in a lone CR is delivered when the next byte or the end arrives. Not thread-safe.
 */
public final class SseParser {
    private static final int FIRST_CAPACITY = 1024;
    private final int limit;
    private byte[] pending = new byte[FIRST_CAPACITY];
    private int filled;
    private int scanned;
    private int lineStart;

    /** @param limit the largest event in bytes; a longer one is refused so that a broken provider cannot fill the heap */
    public SseParser(int limit) {
        this.limit = limit;
    }

    /**
     * Takes the next bytes and answers the events that they complete.
     *
     * @throws SseOverflow if an event grows past the limit
     */
    public List<SseEvent> feed(byte[] chunk) {
        append(chunk);
        List<SseEvent> events = new ArrayList<>(4);
        int eventStart = 0;
        while (scanned < filled) {
            byte b = pending[scanned];
            if (b != '\n' && b != '\r') {
                scanned++;
                continue;
            }
            if (b == '\r' && scanned + 1 == filled) {
                break; // whether a line feed follows is not known yet
            }
            int next = b == '\r' && pending[scanned + 1] == '\n' ? scanned + 2 : scanned + 1;
            boolean blank = scanned == lineStart;
            scanned = next;
            lineStart = next;
            if (blank && !onlyLineBreaks(eventStart, next)) {
                events.add(event(Arrays.copyOfRange(pending, eventStart, next)));
                eventStart = next;
            }
        }
        discard(eventStart);
        if (filled > limit) {
            throw new SseOverflow(limit);
        }
        return events;
    }

    /** What the stream ended with where the last blank line is missing, or null if nothing is left. */
    public @Nullable SseEvent end() {
        byte[] rest = Arrays.copyOf(pending, filled);
        discard(filled);
        return onlyLineBreaks(rest) ? null : event(rest);
    }

    private void append(byte[] chunk) {
        if (filled + chunk.length > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(pending.length * 2, filled + chunk.length));
        }
        System.arraycopy(chunk, 0, pending, filled, chunk.length);
        filled += chunk.length;
    }

    private void discard(int count) {
        if (count > 0) {
            System.arraycopy(pending, count, pending, 0, filled - count);
            filled -= count;
            scanned -= count;
            lineStart -= count;
            if (filled == 0) {
                scanned = 0;
                lineStart = 0;
            }
        }
    }

    private boolean onlyLineBreaks(int from, int to) {
        for (int i = from; i < to; i++) {
            if (pending[i] != '\n' && pending[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private static boolean onlyLineBreaks(byte[] bytes) {
        for (byte b : bytes) {
            if (b != '\n' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private static SseEvent event(byte[] raw) {
        String name = null;
        int dataLines = 0;
        int start = 0;
        int end = 0;
        ByteArrayOutputStream joined = null;
        int at = Bytes.matchesMark(raw) ? 3 : 0;
        while (at < raw.length) {
            int stop = at;
            while (stop < raw.length && raw[stop] != '\n' && raw[stop] != '\r') {
                stop++;
            }
            if (Bytes.startsField(raw, at, stop, "data")) {
                int from = Bytes.valueStart(raw, at, stop, "data");
                if (dataLines == 0) {
                    start = from;
                    end = stop;
                } else {
                    if (joined == null) {
                        joined = new ByteArrayOutputStream(raw.length);
                        joined.write(raw, start, end - start);
                    }
                    joined.write('\n');
                    joined.write(raw, from, stop - from);
                }
                dataLines++;
            } else if (Bytes.startsField(raw, at, stop, "event")) {
                int from = Bytes.valueStart(raw, at, stop, "event");
                name = new String(raw, from, stop - from, StandardCharsets.UTF_8);
            }
            at = stop + (stop + 1 < raw.length && raw[stop] == '\r' && raw[stop + 1] == '\n' ? 2 : 1);
        }
        if (joined == null) {
            return new SseEvent(raw, name, raw, start, end);
        }
        byte[] data = joined.toByteArray();
        return new SseEvent(raw, name, data, 0, data.length);
    }
}
