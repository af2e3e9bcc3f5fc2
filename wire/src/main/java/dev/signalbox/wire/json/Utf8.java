package dev.signalbox.wire.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks that bytes are well-formed UTF-8: no overlong forms, no halves of pairs, nothing beyond U+10FFFF. Parsers are
 * lenient there, and what one reader takes for a quote another may not.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3629#section-4">RFC 3629, section 4</a>
 */
final class Utf8 {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** Where the first malformed character begins, or -1. */
    static int firstMalformed(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            if (at + 8 <= bytes.length && ((long) EIGHT.get(bytes, at) & HIGH_BITS) == 0) {
                at += 8;
                continue;
            }
            int length = bytes[at] >= 0 ? 1 : length(bytes, at);
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return -1;
    }

    /** The length of the character of several bytes at this place, 0 if it is malformed. */
    private static int length(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (lead < 0xC2 || lead > 0xF4 || at + length > bytes.length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xFF;
        boolean within = switch (lead) {
            case 0xE0 -> second >= 0xA0;
            case 0xED -> second < 0xA0;
            case 0xF0 -> second >= 0x90;
            case 0xF4 -> second < 0x90;
            default -> true;
        };
        return within ? length : 0;
    }
}
