package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.sse.SseEvent;

/** Finds the one string of a delta in its bytes, in the spelling that providers use; other spellings are left to a parser. */
final class DeltaScan {
    private static final String DELTA = "\"delta\":{\"";
    /** What stands in front of the delta is never shorter than the name of the event. */
    private static final int LEAST_HEAD = "{\"type\":\"content_block_delta\",".length();

    private DeltaScan() {}

    /** Whether the data, without the blanks with which Anthropic pads it, stands between braces. */
    static boolean isObject(SseEvent event) {
        int last = event.length() - 1;
        while (last > 0 && event.at(last) <= ' ') {
            last--;
        }
        return event.at(0) == '{' && event.at(last) == '}';
    }

    /** Bytes of the text, thought or fragment of arguments as it is written, or -1 if it was not found. */
    static int contentLength(SseEvent event) {
        int delta = event.length() > LEAST_HEAD ? event.indexOf(DELTA, LEAST_HEAD) : -1;
        int name = delta < 0 ? -1 : delta + DELTA.length();
        while (name > 0) {
            int value = valueStart(event, name);
            if (value < 0) {
                return -1;
            }
            int end = stringEnd(event, value);
            if (isContent(event, name)) {
                return end - value;
            }
            boolean more = end + 2 < event.length() && event.at(end + 1) == ',' && event.at(end + 2) == '"';
            name = more ? end + 3 : -1;
        }
        return -1;
    }

    /** Where the string begins that follows this name, or -1 if no string follows without a blank. */
    private static int valueStart(SseEvent event, int name) {
        int quote = stringEnd(event, name);
        boolean string = quote + 2 < event.length() && event.at(quote + 1) == ':' && event.at(quote + 2) == '"';
        return string ? quote + 3 : -1;
    }

    /** Whether the name that begins here is text, thinking or partial_json. */
    private static boolean isContent(SseEvent event, int name) {
        return switch (event.at(name)) {
            case 't' -> isName(event, name, "text") || isName(event, name, "thinking");
            case 'p' -> isName(event, name, "partial_json");
            default -> false;
        };
    }

    private static boolean isName(SseEvent event, int at, String name) {
        for (int i = 0; i < name.length(); i++) {
            if (event.at(at + i) != name.charAt(i)) {
                return false;
            }
        }
        return event.at(at + name.length()) == '"';
    }

    /** The quote that ends the string, or the end of the data. */
    private static int stringEnd(SseEvent event, int from) {
        int length = event.length();
        int at = from;
        while (at < length && event.at(at) != '"') {
            at += event.at(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, length);
    }
}
