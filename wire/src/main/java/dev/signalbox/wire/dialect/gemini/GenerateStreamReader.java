package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a streamed answer, whose events are pieces of an answer.
 *
 * <p>The dialect has no mark of the end, and some providers say in every piece why the model stopped. So the stop is told
 * when the stream is over; without one it was cut, and no {@link StreamEvent.Ended} comes.
 */
final class GenerateStreamReader implements StreamReader {
    private final List<StreamEvent> events = new ArrayList<>();
    private final OpenParts parts = new OpenParts(events);
    private boolean started;
    private boolean over;
    private @Nullable Stop stop;
    private Usage told = Usage.NONE;

    @Override
    public List<StreamEvent> on(SseEvent event) throws Unreadable {
        events.clear();
        if (event.isEmpty() || over) {
            return List.of();
        }
        piece(new Answer(parse(event)));
        return List.copyOf(events);
    }

    private static Json.Obj parse(SseEvent event) throws Unreadable {
        try {
            return JsonCodec.readObject(event.data());
        } catch (JsonProblem e) {
            throw new Unreadable("event of the stream", String.valueOf(e.getMessage()));
        }
    }

    private void piece(Answer piece) throws Unreadable {
        if (piece.error().isPresent()) {
            over = true;
            events.add(new StreamEvent.Failed(ErrorReader.inside(piece.error().get())));
            return;
        }
        Optional<Usage> usage = piece.body().object("usageMetadata").flatMap(UsageFields::read);
        if (!started) {
            started = true;
            parts.replyId(piece.id());
            events.add(new StreamEvent.Started(piece.id(), piece.model(), usage));
        }
        for (Json part : piece.parts()) {
            if (part instanceof Json.Obj object) {
                parts.part(object);
            }
        }
        piece.blocked().ifPresent(blocked -> stop = blocked);
        piece.finish().ifPresent(word -> stop = StopWords.read(word, parts.sawCalls()));
        usage.ifPresent(now -> {
            told = told.then(now);
            events.add(new StreamEvent.UsageReported(told));
        });
    }

    @Override
    public List<StreamEvent> end() {
        events.clear();
        if (!over) {
            over = true;
            parts.close();
            if (stop != null) {
                events.add(new StreamEvent.Stopped(stop));
                events.add(new StreamEvent.Ended());
            }
        }
        return List.copyOf(events);
    }
}
