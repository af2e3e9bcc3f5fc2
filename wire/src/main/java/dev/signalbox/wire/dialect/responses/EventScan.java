package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.sse.SseEvent;
import java.util.Objects;

/** A look at the bytes of an event: its type and how much it says, without building anything. */
final class EventScan {
    private static final String TYPE = "\"type\"";

    private final SseEvent event;

    EventScan(SseEvent event) {
        this.event = event;
    }

    /** Whether it begins and ends as an object does. */
    boolean isObject() {
        int first = 0;
        int last = event.length() - 1;
        while (first <= last && event.at(first) <= ' ' && event.at(first) >= 0) {
            first++;
        }
        while (last > first && event.at(last) <= ' ' && event.at(last) >= 0) {
            last--;
        }
        return last > first && event.at(first) == '{' && event.at(last) == '}';
    }

    /** The name of the event, or where a provider gives none, the type in its data that begins with {@code response.}. */
    String type() {
        return Objects.requireNonNullElseGet(event.name(), this::typeInside);
    }

    private String typeInside() {
        int from = event.indexOf(TYPE, 0);
        while (from >= 0) {
            int start = valueStart(from + TYPE.length());
            int end = stringEnd(start);
            String word = start < 0 ? "" : slice(start, end);
            if (word.startsWith("response.") || word.equals("error")) {
                return word;
            }
            from = event.indexOf(TYPE, from + 1);
        }
        return "";
    }

    boolean mentions(String ascii) {
        return event.contains(ascii);
    }

    /**
     * Bytes of a field's string as it is written, of the first such field; inside a string its quotes would be escaped, so what
     * is found is a field.
     *
     * @param name the name in quotes
     */
    long bytesOf(String name) {
        int from = event.indexOf(name, 0);
        int start = from < 0 ? -1 : valueStart(from + name.length());
        return start < 0 ? 0 : stringEnd(start) - start;
    }

    /** Behind the colon and the opening quote, or -1 if no string follows. */
    private int valueStart(int from) {
        int at = from;
        while (at < event.length() && (event.at(at) == ' ' || event.at(at) == ':')) {
            at++;
        }
        return at < event.length() && event.at(at) == '"' ? at + 1 : -1;
    }

    private int stringEnd(int start) {
        int at = Math.max(0, start);
        while (at < event.length() && event.at(at) != '"') {
            at += event.at(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, event.length());
    }

    private String slice(int from, int to) {
        StringBuilder word = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            word.append((char) event.at(i));
        }
        return word.toString();
    }
}
