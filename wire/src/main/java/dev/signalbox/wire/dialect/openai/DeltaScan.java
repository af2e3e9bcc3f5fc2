package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.sse.SseEvent;

/** One walk over the bytes of a delta object, measuring the strings that are content. */
final class DeltaScan {
    private static final String[] SAID = {
        "content", "reasoning_content", "reasoning", "arguments", "refusal", "text", "thinking"
    };

    private final SseEvent event;
    private int at;
    private long bytes;

    DeltaScan(SseEvent event, int start) {
        this.event = event;
        this.at = start;
        walk();
    }

    long contentBytes() {
        return bytes;
    }

    int end() {
        return at;
    }

    private void walk() {
        int depth = 0;
        boolean said = false;
        while (at < event.length()) {
            byte now = event.at(at);
            if (now == '"') {
                int start = at + 1;
                long length = string();
                if (isName()) {
                    said = isSaid(start, at - 1);
                } else if (said) {
                    bytes += length;
                    said = false;
                }
                continue;
            }
            if (now == '{' || now == '[') {
                depth++;
                said = false;
            } else if ((now == '}' || now == ']') && --depth == 0) {
                return;
            }
            at++;
        }
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

    private boolean isName() {
        int next = at;
        while (next < event.length() && event.at(next) <= ' ') {
            next++;
        }
        return next < event.length() && event.at(next) == ':';
    }

    private boolean isSaid(int from, int to) {
        for (String name : SAID) {
            if (name.length() == to - from && matches(from, name)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(int from, String name) {
        for (int i = 0; i < name.length(); i++) {
            if (event.at(from + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
