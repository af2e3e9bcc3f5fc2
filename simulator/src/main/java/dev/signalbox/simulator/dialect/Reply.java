package dev.signalbox.simulator.dialect;

import java.util.List;
import java.util.Map;

/** What is sent back, complete before its first byte leaves. */
public sealed interface Reply {
    /**
     * A body in one piece.
     *
     * @param headers beyond the dialect's usual ones
     * @param tokens how many tokens it carries: what the pace counts
     */
    record Whole(int status, Map<String, String> headers, byte[] body, int tokens) implements Reply {
        public Whole {
            headers = Map.copyOf(headers);
        }
    }

    /** A stream with status 200: server-sent events, unless its type is another one. */
    record Streamed(List<Event> events, String contentType) implements Reply {
        public Streamed {
            events = List.copyOf(events);
        }

        public Streamed(List<Event> events) {
            this(events, "text/event-stream; charset=utf-8");
        }
    }
}
