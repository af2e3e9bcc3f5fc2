package dev.signalbox.server.dispatch;

import dev.signalbox.wire.dialect.AnswerSoFar;
import dev.signalbox.wire.dialect.StreamMeter.Mark;
import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.util.List;

/** Passes a provider's bytes on and reads them beside that, so that it is known what was told. */
record Shadowed(FrameWriter.Passing passing, StreamReader reader, AnswerSoFar told) implements FrameWriter {
    @Override
    public List<SseEvent> on(SseEvent event, Mark mark) {
        if (!told.isLost()) {
            read(event);
        }
        return passing.on(event, mark);
    }

    private void read(SseEvent event) {
        try {
            reader.on(event);
        } catch (Unreadable e) {
            // The caller gets it all the same: only nobody could go on with it.
            told.cannot("it holds what cannot be read: " + e.getMessage());
        }
    }

    @Override
    public List<SseEvent> complete() {
        return passing.complete();
    }

    @Override
    public List<SseEvent> broken(WireError error) {
        return passing.broken(error);
    }
}
