package dev.signalbox.server.dispatch;

import dev.signalbox.wire.dialect.AnswerSoFar;
import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.sse.SseEvent;
import java.util.List;

/** A reader of which is remembered what it read. */
record Remembering(StreamReader reader, AnswerSoFar told) implements StreamReader {
    @Override
    public List<StreamEvent> on(SseEvent event) throws Unreadable {
        return remembered(reader.on(event));
    }

    @Override
    public List<StreamEvent> end() {
        // What closes a stream that broke was not told; a stream that did not break needs nobody to go on.
        return reader.end();
    }

    private List<StreamEvent> remembered(List<StreamEvent> events) {
        events.forEach(told::on);
        return events;
    }
}
