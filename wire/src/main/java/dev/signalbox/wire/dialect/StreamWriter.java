package dev.signalbox.wire.dialect;

import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.util.List;

/** Writes one streamed reply for a caller. Has state, serves one reply, is not thread-safe. */
public interface StreamWriter {
    /** The events that tell this step; may be none. */
    List<SseEvent> on(StreamEvent event);

    /** The events that end a stream which broke: a truthful error, never a finish that did not happen. */
    List<SseEvent> fail(WireError error);
}
