package dev.signalbox.server.dispatch;

import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamMeter.Mark;
import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;

/** Turns the events of a provider's stream into those that the caller gets. */
sealed interface FrameWriter permits FrameWriter.Passing, FrameWriter.Translating, Shadowed {
    /** What the caller gets for this event. */
    List<SseEvent> on(SseEvent event, Mark mark) throws Unreadable;

    /** What the caller still gets when the provider's stream is over without having said so. */
    List<SseEvent> complete();

    /** What the caller gets when the stream broke. */
    List<SseEvent> broken(WireError error);

    /** The writer for a stream from one dialect to the other. */
    static FrameWriter between(ProviderDialect provider, CallerDialect caller, ReplyStyle style) {
        StreamWriter writer = caller.streamWriter(style);
        return provider.name().equals(caller.name())
                ? new Passing(provider, writer, style)
                : new Translating(provider.streamReader(), writer);
    }

    /** The same dialect on both sides: the provider's bytes. */
    record Passing(ProviderDialect provider, StreamWriter writer, ReplyStyle style) implements FrameWriter {
        @Override
        public List<SseEvent> on(SseEvent event, Mark mark) {
            return provider.pass(event, mark, style);
        }

        @Override
        public List<SseEvent> complete() {
            return List.of();
        }

        @Override
        public List<SseEvent> broken(WireError error) {
            return writer.fail(error);
        }
    }

    /** Two dialects: through the canonical model. */
    record Translating(StreamReader reader, StreamWriter writer) implements FrameWriter {
        @Override
        public List<SseEvent> on(SseEvent event, Mark mark) throws Unreadable {
            return written(reader.on(event));
        }

        @Override
        public List<SseEvent> complete() {
            return written(reader.end());
        }

        @Override
        public List<SseEvent> broken(WireError error) {
            return writer.fail(error);
        }

        private List<SseEvent> written(List<StreamEvent> events) {
            if (events.size() == 1) {
                return writer.on(events.getFirst());
            }
            List<SseEvent> out = new ArrayList<>();
            events.forEach(event -> out.addAll(writer.on(event)));
            return out;
        }
    }
}
