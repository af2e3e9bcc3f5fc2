package dev.signalbox.wire.sse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One server-sent event together with the exact bytes that carried it.
 *
 * <p>An event that is only passed on costs no copy: the data stays a range of {@link #raw()} unless it was spread over
 * several lines. See the <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">event stream
 * format</a>.
 */
public final class SseEvent {
    private static final byte[] NOTHING = {};
    private static final byte[] FIELD = {'d', 'a', 't', 'a', ':', ' '};

    private final byte[] raw;
    private final @Nullable String name;
    private final byte[] source;
    private final int start;
    private final int end;

    SseEvent(byte[] raw, @Nullable String name, byte[] source, int start, int end) {
        this.raw = raw;
        this.name = name;
        this.source = source;
        this.start = start;
        this.end = end;
    }

    private SseEvent(byte[] raw, @Nullable String name, int start, int end) {
        this(raw, name, raw, start, end);
    }

    /** An unnamed event with the given data, framed as {@code data: ...}. */
    public static SseEvent of(byte[] data) {
        return of(null, data);
    }

    /** An event with the given name and data; data of several lines takes as many {@code data:} lines. */
    public static SseEvent of(@Nullable String name, byte[] data) {
        byte[] head = name == null ? NOTHING : ("event: " + name + "\n").getBytes(StandardCharsets.UTF_8);
        int breaks = 0;
        for (byte b : data) {
            breaks += b == '\n' ? 1 : 0;
        }
        byte[] raw = Arrays.copyOf(head, head.length + FIELD.length * (breaks + 1) + data.length + 2);
        int at = field(raw, head.length);
        int start = at;
        for (byte b : data) {
            raw[at++] = b;
            at = b == '\n' ? field(raw, at) : at;
        }
        raw[at] = '\n';
        raw[at + 1] = '\n';
        return breaks == 0
                ? new SseEvent(raw, name, raw, start, at)
                : new SseEvent(raw, name, data.clone(), 0, data.length);
    }

    private static int field(byte[] raw, int at) {
        System.arraycopy(FIELD, 0, raw, at, FIELD.length);
        return at + FIELD.length;
    }

    /** The bytes as they arrived (or are to be sent), with comments and the blank line that ends the event. */
    public byte[] raw() {
        return raw;
    }

    /** The {@code event:} field, or null where the stream gives none. */
    public @Nullable String name() {
        return name;
    }

    /** A copy of the data; lines are joined by a line feed. Empty for a mere comment. */
    public byte[] data() {
        return Arrays.copyOfRange(source, start, end);
    }

    /** The data as text. */
    public String text() {
        return new String(source, start, end - start, StandardCharsets.UTF_8);
    }

    /** Length of the data in bytes. */
    public int length() {
        return end - start;
    }

    /** Whether this carries no data: a comment, a heartbeat. */
    public boolean isEmpty() {
        return start == end;
    }

    /** Whether the data, without surrounding blanks, is exactly this ASCII text. */
    public boolean isExactly(String ascii) {
        int from = start;
        int to = end;
        while (from < to && source[from] <= ' ') {
            from++;
        }
        while (to > from && source[to - 1] <= ' ') {
            to--;
        }
        return to - from == ascii.length() && Bytes.matches(source, from, ascii);
    }

    /** Whether the data holds this ASCII text anywhere: the cheap question before a parse. */
    public boolean contains(String ascii) {
        return indexOf(ascii, 0) >= 0;
    }

    /** The position of this ASCII text in the data at or after {@code from}, or -1. Positions count from the data's start. */
    public int indexOf(String ascii, int from) {
        int at = Bytes.indexOf(source, start + from, end, ascii);
        return at < 0 ? -1 : at - start;
    }

    /** The byte of the data at this position. */
    public byte at(int position) {
        return source[start + position];
    }

    /**
     * The same event without a range of its data; all other bytes stay as they arrived.
     *
     * @param from first position to leave out, counted from the data's start
     * @param to the position behind the last
     */
    @SuppressWarnings("ReferenceEquality") // the same array means that the data is a range of the raw bytes
    public SseEvent without(int from, int to) {
        if (source != raw) {
            byte[] data = data();
            return of(name, cut(data, from, to));
        }
        return new SseEvent(cutRaw(from, to), name, start, end - (to - from));
    }

    private byte[] cutRaw(int from, int to) {
        return cut(raw, start + from, start + to);
    }

    private static byte[] cut(byte[] bytes, int from, int to) {
        byte[] rest = Arrays.copyOf(bytes, bytes.length - (to - from));
        System.arraycopy(bytes, to, rest, from, bytes.length - to);
        return rest;
    }

    @Override
    public String toString() {
        return (name == null ? "" : name + ": ") + text();
    }
}
