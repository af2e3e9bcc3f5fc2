package dev.signalbox.server.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads what {@link ByteWriter} wrote. Throws {@link IllegalArgumentException} where the bytes are anything else. */
final class ByteReader {
    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = next();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("number: more than 64 bits at byte " + at);
    }

    int small(int most) {
        long value = number();
        if (value < 0 || value > most) {
            throw new IllegalArgumentException("number: " + value + " (expected: 0 to " + most + ")");
        }
        return (int) value;
    }

    OptionalInt optionalNumber() {
        return flag() ? OptionalInt.of(small(Integer.MAX_VALUE)) : OptionalInt.empty();
    }

    double real() {
        return Double.longBitsToDouble(number());
    }

    boolean flag() {
        return next() != 0;
    }

    String text() {
        int length = size();
        String value = new String(bytes, at, length, UTF_8);
        at += length;
        return value;
    }

    Optional<String> optionalText() {
        return maybe(ByteReader::text);
    }

    <T> Optional<T> maybe(Function<ByteReader, T> how) {
        return flag() ? Optional.of(how.apply(this)) : Optional.empty();
    }

    <T> List<T> each(Function<ByteReader, T> how) {
        int count = size();
        List<T> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(how.apply(this));
        }
        return values;
    }

    /** A number that cannot be more than the bytes that are left. */
    private int size() {
        int size = small(Integer.MAX_VALUE);
        if (size > bytes.length - at) {
            throw new IllegalArgumentException("size: " + size + " (expected: at most " + (bytes.length - at) + ")");
        }
        return size;
    }

    private byte next() {
        if (at == bytes.length) {
            throw new IllegalArgumentException("record: ends at byte " + at + " (expected: more)");
        }
        return bytes[at++];
    }
}
