package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.sse.SseEvent;

/** Looks into the bytes of a chunk without parsing it. The chunk is taken to be JSON; what is not is not misread, only missed. */
final class Scan {
    private static final String DELTA = "\"delta\":";

    private Scan() {}

    /** Whether a field of this name (quoted, with its colon) somewhere holds a value that begins with this byte. */
    static boolean opens(SseEvent event, String field, char first) {
        for (int at = event.indexOf(field, 0); at >= 0; at = event.indexOf(field, at + field.length())) {
            int value = value(event, at + field.length());
            if (value < event.length() && event.at(value) == first) {
                return true;
            }
        }
        return false;
    }

    private static int value(SseEvent event, int from) {
        int at = from;
        while (at < event.length() && event.at(at) <= ' ') {
            at++;
        }
        return at;
    }

    /** Bytes of text, reasoning, refusals and arguments in the deltas of a chunk, as UTF-8 without escapes. */
    static long contentBytes(SseEvent event) {
        long bytes = 0;
        int at = event.indexOf(DELTA, 0);
        while (at >= 0) {
            int start = value(event, at + DELTA.length());
            if (start >= event.length() || event.at(start) != '{') {
                return bytes;
            }
            DeltaScan delta = new DeltaScan(event, start);
            bytes += delta.contentBytes();
            at = event.indexOf(DELTA, delta.end());
        }
        return bytes;
    }
}
