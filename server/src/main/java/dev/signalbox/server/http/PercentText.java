package dev.signalbox.server.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoded text of a URI (RFC 3986, section 2.1) as UTF-8. */
final class PercentText {
    private PercentText() {}

    /**
     * The text with every {@code %XX} decoded; a plus stays a plus.
     *
     * @throws IllegalArgumentException for a percent sign without two hex digits
     */
    static String decode(String text) {
        return text.indexOf('%') < 0 ? text : decodeMarks(text, false);
    }

    /** As {@link #decode}, with a plus for a space, as forms write queries. */
    static String decodeQuery(String text) {
        return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : decodeMarks(text, true);
    }

    /** Whether every percent sign is followed by two hex digits. */
    static boolean wellFormed(String text) {
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
            if (i + 2 >= text.length()
                    || Character.digit(text.charAt(i + 1), 16) < 0
                    || Character.digit(text.charAt(i + 2), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String decodeMarks(String text, boolean plusIsSpace) {
        if (!wellFormed(text)) {
            throw new IllegalArgumentException("percent-encoding: cut or not hexadecimal (expected: two hex digits)");
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                decoded.write(Character.digit(raw[i + 1], 16) << 4 | Character.digit(raw[i + 2], 16));
                i += 2;
            } else {
                decoded.write(plusIsSpace && raw[i] == '+' ? ' ' : raw[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
