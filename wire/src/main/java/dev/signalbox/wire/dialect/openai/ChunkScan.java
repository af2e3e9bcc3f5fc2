package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.sse.SseEvent;

/**
 * One walk over the bytes of a chunk, without building anything: whether it must be parsed, and how much content it has.
 *
 * <p>Content is what stands in the strings of a delta that are an answer: text, reasoning, refusals, arguments. Some
 * providers tell reasoning twice under two names, repeat it in detail, or add what their own tools did; each counts once,
 * and what is no answer does not count. Lengths are those of UTF-8 without escapes.
 */
final class ChunkScan {
    private final SseEvent event;
    private final int end;
    private int at;
    private int depth;
    private int deltaDepth = Integer.MAX_VALUE;
    private boolean telling;
    private boolean calls;
    private long said;
    private long longReasoning;
    private long shortReasoning;

    ChunkScan(SseEvent event) {
        this.event = event;
        this.end = event.length();
        while (at < end) {
            step();
        }
    }

    /** Whether usage, a finish or an error stands in it. */
    boolean isTelling() {
        return telling;
    }

    /** Whether a delta asks for tools. */
    boolean asksForTools() {
        return calls;
    }

    /** Whether every bracket that opened has closed. */
    boolean isClosed() {
        return depth == 0 && at == end;
    }

    long contentBytes() {
        return said + Math.max(longReasoning, shortReasoning);
    }

    private void step() {
        switch (event.at(at)) {
            case '"' -> {
                int from = at + 1;
                skipString();
                int to = at - 1;
                int colon = blanks(at);
                if (colon < end && event.at(colon) == ':') {
                    at = blanks(colon + 1);
                    field(from, to);
                }
            }
            case '{', '[' -> {
                depth++;
                at++;
            }
            case '}', ']' -> {
                depth--;
                at++;
                deltaDepth = depth < deltaDepth ? Integer.MAX_VALUE : deltaDepth;
            }
            default -> at++;
        }
    }

    /** A field whose name lies between these positions; the walk stands at its value. */
    private void field(int from, int to) {
        if (at >= end) {
            return;
        }
        byte first = event.at(at);
        if (deltaDepth != Integer.MAX_VALUE) {
            inDelta(from, to, first);
        } else if (first == '{' && is(from, to, "delta")) {
            deltaDepth = depth + 1;
        } else {
            telling |= tells(from, to, first);
        }
    }

    private boolean tells(int from, int to, byte first) {
        return switch (first) {
            case 'n' -> false;
            case '{' -> is(from, to, "usage") || is(from, to, "error");
            case '"' -> is(from, to, "finish_reason") || is(from, to, "error");
            default -> is(from, to, "error");
        };
    }

    private void inDelta(int from, int to, byte first) {
        if (first == '"') {
            measure(from, to);
        } else if (first == '[' || first == '{') {
            calls |= first == '[' && is(from, to, "tool_calls");
            if (!holdsContent(from, to)) {
                skipNested();
            }
        }
    }

    private boolean holdsContent(int from, int to) {
        return is(from, to, "content")
                || is(from, to, "tool_calls")
                || is(from, to, "function")
                || is(from, to, "function_call")
                || is(from, to, "thinking");
    }

    private void measure(int from, int to) {
        if (is(from, to, "content")
                || is(from, to, "arguments")
                || is(from, to, "refusal")
                || is(from, to, "text")
                || is(from, to, "thinking")) {
            said += string();
        } else if (is(from, to, ReasoningFields.CONTENT)) {
            longReasoning += string();
        } else if (is(from, to, ReasoningFields.SHORT)) {
            shortReasoning += string();
        } else {
            skipString();
        }
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

    private int blanks(int from) {
        int next = from;
        while (next < end && event.at(next) <= ' ' && event.at(next) >= 0) {
            next++;
        }
        return next;
    }

    private void skipNested() {
        int outside = depth;
        do {
            switch (event.at(at)) {
                case '"' -> skipString();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                default -> at++;
            }
        } while (at < end && depth > outside);
    }

    private void skipString() {
        at++;
        while (at < end && event.at(at) != '"') {
            at += event.at(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, end);
    }

    /** Steps over a string and tells its length in UTF-8 as if no character were escaped. */
    private long string() {
        long length = 0;
        at++;
        while (at < end && event.at(at) != '"') {
            if (event.at(at) != '\\') {
                length++;
                at++;
            } else if (at + 1 < end && event.at(at + 1) == 'u') {
                length += escaped();
                at += 6;
            } else {
                length++;
                at += 2;
            }
        }
        at = Math.min(at + 1, end);
        return length;
    }

    /** How many bytes an escaped code unit takes in UTF-8; each half of a pair takes half of four. */
    private int escaped() {
        int unit = 0;
        for (int i = at + 2; i < Math.min(at + 6, end); i++) {
            unit = unit * 16 + Math.max(0, Character.digit(event.at(i), 16));
        }
        if (unit < 0x80) {
            return 1;
        }
        return unit < 0x800 || Character.isSurrogate((char) unit) ? 2 : 3;
    }
}
