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

    /** A stream of server-sent events with status 200. */
    record Streamed(List<Event> events) implements Reply {
        public Streamed {
            events = List.copyOf(events);
        }
    }
}
