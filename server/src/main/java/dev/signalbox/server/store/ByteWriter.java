package dev.signalbox.server.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/** Writes values one behind the other: numbers in groups of seven bits, the lowest first; text with its length before it. */
final class ByteWriter {
    private byte[] bytes = new byte[512];
    private int used;

    ByteWriter number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            put((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        return put((byte) rest);
    }

    ByteWriter number(OptionalInt value) {
        return value.isPresent() ? flag(true).number(value.getAsInt()) : flag(false);
    }

    ByteWriter real(double value) {
        return number(Double.doubleToLongBits(value));
    }

    ByteWriter flag(boolean value) {
        return put((byte) (value ? 1 : 0));
    }

    ByteWriter text(String value) {
        byte[] utf8 = value.getBytes(UTF_8);
        number(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, used, utf8.length);
        used += utf8.length;
        return this;
    }

    ByteWriter text(Optional<String> value) {
        return maybe(value, ByteWriter::text);
    }

    <T> ByteWriter maybe(Optional<T> value, BiConsumer<ByteWriter, T> how) {
        flag(value.isPresent());
        value.ifPresent(v -> how.accept(this, v));
        return this;
    }

    <T> ByteWriter each(Collection<T> values, BiConsumer<ByteWriter, T> how) {
        number(values.size());
        values.forEach(v -> how.accept(this, v));
        return this;
    }

    byte[] done() {
        return Arrays.copyOf(bytes, used);
    }

    private ByteWriter put(byte value) {
        room(1);
        bytes[used++] = value;
        return this;
    }

    private void room(int wanted) {
        if (bytes.length - used < wanted) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + wanted));
        }
    }
}
