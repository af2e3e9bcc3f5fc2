package dev.signalbox.wire.sse;

/** Searches in byte ranges without decoding them. */
final class Bytes {
    private Bytes() {}

    static boolean matches(byte[] source, int at, String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (source[at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the bytes begin with the UTF-8 byte order mark, which a stream may carry once at its start. */
    static boolean matchesMark(byte[] source) {
        return source.length >= 3 && source[0] == (byte) 0xEF && source[1] == (byte) 0xBB && source[2] == (byte) 0xBF;
    }

    /** Whether the line is this field: its name, alone or before a colon. */
    static boolean startsField(byte[] source, int at, int stop, String field) {
        int after = at + field.length();
        return after <= stop && matches(source, at, field) && (after == stop || source[after] == ':');
    }

    /** Where the field's value begins: behind the colon and at most one blank. */
    static int valueStart(byte[] source, int at, int stop, String field) {
        int from = Math.min(at + field.length() + 1, stop);
        return from < stop && source[from] == ' ' ? from + 1 : from;
    }

    static int indexOf(byte[] source, int from, int to, String ascii) {
        byte first = (byte) ascii.charAt(0);
        int last = to - ascii.length();
        for (int i = from; i <= last; i++) {
            if (source[i] == first && matches(source, i, ascii)) {
                return i;
            }
        }
        return -1;
    }
}
