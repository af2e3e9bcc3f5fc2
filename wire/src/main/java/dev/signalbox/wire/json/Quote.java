package dev.signalbox.wire.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds where a JSON string ends, eight bytes at a time: strings are most of what a request holds. */
final class Quote {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Quote() {}

    /**
     * The position of the quote that closes a string, or the end of the bytes if none does.
     *
     * @param from the first byte behind the opening quote
     */
    static int closing(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length) {
            if (at + 8 <= bytes.length && isPlain((long) EIGHT.get(bytes, at))) {
                at += 8;
            } else if (bytes[at] == '"') {
                return at;
            } else {
                at += bytes[at] == '\\' ? 2 : 1;
            }
        }
        return bytes.length;
    }

    /** Whether none of eight bytes is a quote or a backslash; may also say no, never wrongly yes. */
    private static boolean isPlain(long eight) {
        return ((zeroes(eight ^ (ONES * '"')) | zeroes(eight ^ (ONES * '\\'))) & HIGH_BITS) == 0;
    }

    /** Sets the high bit of every byte that is zero. */
    private static long zeroes(long eight) {
        return (eight - ONES) & ~eight;
    }
}
