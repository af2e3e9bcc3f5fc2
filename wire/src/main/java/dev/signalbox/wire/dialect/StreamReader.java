package dev.signalbox.wire.dialect;

import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.sse.SseEvent;
import java.util.List;

/** Reads one streamed reply of a provider. Has state, serves one reply, is not thread-safe. */
public interface StreamReader {
    /**
     * What the next event means; may be nothing.
     *
     * @throws Unreadable if the event is not what the dialect allows (garbage); unknown event types are not an error
     */
    List<StreamEvent> on(SseEvent event) throws Unreadable;

    /** What is still to be told when the provider's stream ended: closes open parts; empty if it was told already. */
    List<StreamEvent> end();
}
