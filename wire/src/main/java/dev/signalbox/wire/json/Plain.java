package dev.signalbox.wire.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** Builds the values that need no parser, of bytes that were already found to be JSON. */
final class Plain {
    /** Longer numbers are left to the parser, which has a bound for them. */
    private static final int LONGEST_NUMBER = 100;

    private Plain() {}

    /** The value between these places; null where a parser must build it. */
    static @Nullable Json value(byte[] bytes, int from, int to) {
        return switch (bytes[from]) {
            case '"' -> text(bytes, from + 1, to - 1);
            case 't' -> Json.bool(true);
            case 'f' -> Json.bool(false);
            case 'n' -> Json.none();
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                to - from <= LONGEST_NUMBER ? new Json.Num(new String(bytes, from, to - from, ISO_8859_1)) : null;
            default -> null;
        };
    }

    private static @Nullable Json text(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\') {
                return null;
            }
        }
        return Json.text(new String(bytes, from, to - from, UTF_8));
    }
}
