package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.sse.SseEvent;

/**
 * One walk over the bytes of a delta object, measuring the strings that are content. Some providers tell reasoning twice
 * under two names, and once more in detail, or add what their own tools did; each counts once, and what is no answer does
 * not count.
 */
final class DeltaScan {
    private static final String[] SAID = {"content", "arguments", "refusal", "text", "thinking"};
    private static final String LONG = "reasoning_content";
    private static final String SHORT = "reasoning";
    private static final String[] HOLDS = {"content", "thinking", "tool_calls", "function", "function_call"};

    private final SseEvent event;
    private int at;
    private long said;
    private long longReasoning;
    private long shortReasoning;

    DeltaScan(SseEvent event, int start) {
        this.event = event;
        this.at = start;
        walk();
    }

    long contentBytes() {
        return said + Math.max(longReasoning, shortReasoning);
    }

    int end() {
        return at;
    }

    private void walk() {
        int depth = 0;
        while (at < event.length()) {
            byte now = event.at(at);
            if (now == '"') {
                int start = at + 1;
                skipString();
                if (isName()) {
                    value(start, at - 1);
                }
                continue;
            }
            if (now == '{' || now == '[') {
                depth++;
            } else if ((now == '}' || now == ']') && --depth == 0) {
                return;
            }
            at++;
        }
    }

    /** Stands before the colon of a field; measures its value if that is content in a string. */
    private void value(int from, int to) {
        at = blanks(at) + 1;
        at = blanks(at);
        if (at >= event.length()) {
            return;
        }
        byte first = event.at(at);
        if ((first == '[' || first == '{') && !isAny(HOLDS, from, to)) {
            skipNested();
        } else if (first == '"') {
            measure(from, to);
        }
    }

    private void measure(int from, int to) {
        long length = string();
        if (is(from, to, LONG)) {
            longReasoning += length;
        } else if (is(from, to, SHORT)) {
            shortReasoning += length;
        } else if (isAny(SAID, from, to)) {
            said += length;
        }
    }

    private void skipNested() {
        int depth = 0;
        while (at < event.length()) {
            byte now = event.at(at);
            if (now == '"') {
                skipString();
                continue;
            }
            at++;
            if (now == '[' || now == '{') {
                depth++;
            } else if ((now == ']' || now == '}') && --depth == 0) {
                return;
            }
        }
    }

    private void skipString() {
        at++;
        while (at < event.length() && event.at(at) != '"') {
            at += event.at(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    private int blanks(int from) {
        int next = from;
        while (next < event.length() && event.at(next) <= ' ') {
            next++;
        }
        return next;
    }

    private boolean isName() {
        int next = blanks(at);
        return next < event.length() && event.at(next) == ':';
    }

    private boolean isAny(String[] names, int from, int to) {
        for (String name : names) {
            if (is(from, to, name)) {
                return true;
            }
        }
        return false;
    }

    private boolean is(int from, int to, String name) {
        if (name.length() != to - from) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (event.at(from + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Steps over a string and tells its length in UTF-8 as if no character were escaped. */
    private long string() {
        long length = 0;
        at++;
        while (at < event.length() && event.at(at) != '"') {
            if (event.at(at) != '\\') {
                length++;
                at++;
            } else if (at + 1 < event.length() && event.at(at + 1) == 'u') {
                length += escaped();
                at += 6;
            } else {
                length++;
                at += 2;
            }
        }
        at++;
        return length;
    }

    /** How many bytes an escaped code unit takes in UTF-8; each half of a pair takes half of four. */
    private int escaped() {
        int unit = 0;
        for (int i = at + 2; i < at + 6 && i < event.length(); i++) {
            unit = unit * 16 + Math.max(0, Character.digit(event.at(i), 16));
        }
        if (unit < 0x80) {
            return 1;
        }
        return unit < 0x800 || Character.isSurrogate((char) unit) ? 2 : 3;
    }
}
