package dev.signalbox.wire.json;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The top-level fields of a JSON object as ranges of its bytes, so that a few can be replaced while every other byte
 * stays as it was sent. The whole text is checked to be valid JSON while the ranges are found, nothing is built from it.
 */
public final class JsonFields {
    private record Range(int nameStart, int valueStart, int valueEnd) {}

    private static final byte[] COMMA = {','};
    private static final byte[] EMPTY = {};

    private final byte[] bytes;
    private final Map<String, Range> ranges;
    private final int objectStart;

    private JsonFields(byte[] bytes, Map<String, Range> ranges, int objectStart) {
        this.bytes = bytes;
        this.ranges = ranges;
        this.objectStart = objectStart;
    }

    /** What a scan tells of every value inside the object while it passes; depth 1 is a top-level field. */
    public interface Watcher {
        /** A string value, not decoded: its length in bytes between the quotes (escapes counted as written). */
        void string(int depth, @Nullable String name, int from, int to);

        /** Sees nothing. */
        static Watcher none() {
            return (depth, name, from, to) -> {};
        }
    }

    /**
     * Finds the top-level fields.
     *
     * @throws JsonProblem if the bytes are not exactly one JSON object, or name a field twice
     */
    public static JsonFields of(byte[] bytes) throws JsonProblem {
        return of(bytes, Watcher.none());
    }

    /**
     * Finds the top-level fields and shows every string value to a watcher on the way.
     *
     * @throws JsonProblem if the bytes are not exactly one JSON object, or name a field twice
     */
    public static JsonFields of(byte[] bytes, Watcher watcher) throws JsonProblem {
        try (JsonParser parser = JsonCodec.parser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonProblem("not a JSON object", 0);
            }
            int objectStart = (int) parser.currentTokenLocation().getByteOffset();
            Map<String, Range> ranges = new LinkedHashMap<>();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                int nameStart = (int) parser.currentTokenLocation().getByteOffset();
                JsonToken token = parser.nextToken();
                int start = (int) parser.currentTokenLocation().getByteOffset();
                int end = skip(parser, token, start, watcher, bytes);
                ranges.put(name, new Range(nameStart, start, end));
            }
            if (parser.nextToken() != null) {
                throw new JsonProblem(
                        "more than one JSON value",
                        parser.currentTokenLocation().getByteOffset());
            }
            return new JsonFields(bytes, ranges, objectStart);
        } catch (JacksonException e) {
            throw JsonCodec.problem(e);
        }
    }

    private static int skip(JsonParser parser, JsonToken token, int start, Watcher watcher, byte[] bytes) {
        int depth = 0;
        JsonToken now = token;
        while (true) {
            if (now.isStructStart()) {
                depth++;
            } else if (now.isStructEnd()) {
                depth--;
            } else if (now == JsonToken.VALUE_STRING) {
                int from = (int) parser.currentTokenLocation().getByteOffset() + 1;
                // asked for the end, the parser would decode the string; left alone it checks it at its next step
                int to = Quote.closing(bytes, from);
                watcher.string(depth + 1, parser.currentName(), from, to);
                if (depth == 0) {
                    return to + 1;
                }
            }
            if (depth == 0) {
                parser.finishToken();
                return trimmed(bytes, start, end(parser), now);
            }
            now = parser.nextToken();
        }
    }

    private static int end(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }

    /** A number is only known to be over when the byte behind it has been read. */
    private static int trimmed(byte[] bytes, int start, int end, JsonToken token) {
        int to = end;
        if (token.isNumeric()) {
            to = start;
            while (to < bytes.length && "+-.eE0123456789".indexOf(bytes[to]) >= 0) {
                to++;
            }
        }
        return to;
    }

    /** Names of the fields in the order of the text. */
    public List<String> names() {
        return List.copyOf(ranges.keySet());
    }

    /** Whether the field is there, even as JSON null. */
    public boolean has(String name) {
        return ranges.containsKey(name);
    }

    /** Whether the field holds more than null or an empty array, object or string, without building it. */
    public boolean hasItems(String name) {
        Range range = ranges.get(name);
        if (range == null) {
            return false;
        }
        int inner = range.valueStart + 1;
        while (inner < range.valueEnd && bytes[inner] <= ' ') {
            inner++;
        }
        boolean container = "[{\"".indexOf(bytes[range.valueStart]) >= 0;
        return container ? inner < range.valueEnd - 1 : bytes[range.valueStart] != 'n';
    }

    /** The field's value as it is written, without a copy; empty where the field is not there. */
    public Optional<ByteBuffer> raw(String name) {
        Range range = ranges.get(name);
        return range == null
                ? Optional.empty()
                : Optional.of(ByteBuffer.wrap(bytes, range.valueStart, range.valueEnd - range.valueStart)
                        .asReadOnlyBuffer());
    }

    /** The field's value, built now. */
    public Optional<Json> value(String name) {
        Range range = ranges.get(name);
        if (range == null) {
            return Optional.empty();
        }
        Json plain = Plain.value(bytes, range.valueStart, range.valueEnd);
        if (plain != null) {
            return Optional.of(plain);
        }
        byte[] part = Arrays.copyOfRange(bytes, range.valueStart, range.valueEnd);
        try {
            return Optional.of(JsonCodec.read(part));
        } catch (JsonProblem e) {
            throw new IllegalStateException("a field that was valid is not: " + name, e);
        }
    }

    /** Whether the field is an array that holds something; answered without building it. */
    public boolean isFilledArray(String name) {
        Range range = ranges.get(name);
        if (range == null || bytes[range.valueStart] != '[') {
            return false;
        }
        int at = range.valueStart + 1;
        while (bytes[at] <= ' ') {
            at++;
        }
        return bytes[at] != ']';
    }

    /** Whether somewhere inside the field's value stands this word in quotes: the cheap question before it is built. */
    public boolean mentions(String name, String word) {
        Range range = ranges.get(name);
        return range != null && indexOf(range, ('"' + word + '"').getBytes(StandardCharsets.UTF_8)) >= 0;
    }

    /** Whether somewhere inside the field's value a string begins with this: the cheap question before it is built. */
    public boolean mentionsStart(String name, String prefix) {
        Range range = ranges.get(name);
        return range != null && indexOf(range, ('"' + prefix).getBytes(StandardCharsets.UTF_8)) >= 0;
    }

    /** Horspool's search: looks at the byte under the pattern's end and steps as far as that byte allows. */
    private int indexOf(Range range, byte[] wanted) {
        int last = wanted.length - 1;
        int[] steps = new int[256];
        Arrays.fill(steps, wanted.length);
        for (int i = 0; i < last; i++) {
            steps[wanted[i] & 0xFF] = last - i;
        }
        int at = range.valueStart;
        while (at + wanted.length <= range.valueEnd) {
            byte end = bytes[at + last];
            if (end == wanted[last] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
            at += steps[end & 0xFF];
        }
        return -1;
    }

    /** The bytes of the whole text, not copied. */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * The text with some fields replaced, removed or added; all other bytes stay.
     *
     * @param changes new values by name; an empty value removes the field; new fields come last
     */
    public byte[] patched(Map<String, Optional<Json>> changes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 64);
        out.write(bytes, 0, objectStart + 1);
        int previousEnd = objectStart + 1;
        boolean first = true;
        boolean removed = false;
        for (Map.Entry<String, Range> entry : ranges.entrySet()) {
            Range range = entry.getValue();
            Optional<Json> change = changes.get(entry.getKey());
            if (change == null || change.isPresent()) {
                int from = first && removed ? range.nameStart : previousEnd;
                out.write(bytes, from, range.valueStart - from);
                if (change == null) {
                    out.write(bytes, range.valueStart, range.valueEnd - range.valueStart);
                } else {
                    out.writeBytes(JsonCodec.write(change.get()));
                }
                first = false;
            } else {
                removed = true;
            }
            previousEnd = range.valueEnd;
        }
        for (Map.Entry<String, Optional<Json>> change : changes.entrySet()) {
            if (!ranges.containsKey(change.getKey()) && change.getValue().isPresent()) {
                out.writeBytes(first ? EMPTY : COMMA);
                out.writeBytes(JsonCodec.write(Json.text(change.getKey())));
                out.write(':');
                out.writeBytes(JsonCodec.write(change.getValue().get()));
                first = false;
            }
        }
        out.write(bytes, previousEnd, bytes.length - previousEnd);
        return out.toByteArray();
    }
}
