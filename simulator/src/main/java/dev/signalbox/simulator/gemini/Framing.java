package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.dialect.Event;
import dev.signalbox.simulator.dialect.Json;
import dev.signalbox.simulator.dialect.Reply;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** How the responses of a stream are put on the wire. Google ends its lines with CR LF. */
record Framing(boolean array) {
    Reply.Streamed stream(List<Fragment> fragments) {
        List<Event> events = new ArrayList<>();
        for (Fragment fragment : fragments) {
            String json = Json.text(fragment.response());
            String text = array ? (events.isEmpty() ? "[" : ",\r\n") + json : "data: " + json + "\r\n\r\n";
            events.add(new Event(text, fragment.tokens()));
        }
        if (array) {
            events.add(new Event("\r\n]\r\n", 0));
        }
        return new Reply.Streamed(events, array ? "application/json; charset=UTF-8" : "text/event-stream");
    }

    /** What ends a stream that fails. */
    Event last(ObjectNode error, boolean first) {
        String json = Json.text(error);
        return new Event(array ? (first ? "[" : ",\r\n") + json + "\r\n]\r\n" : "data: " + json + "\r\n\r\n", 0);
    }
}
