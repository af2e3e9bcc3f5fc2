package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.OpenAiErrors;
import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a streamed answer. Of several choices only the one with index 0 is read; what follows its finish is not content
 * any more, but may still be usage. A stream that ends without a finish and without {@code [DONE]} was cut: then {@link
 * #end()} closes the open parts and no {@link StreamEvent.Ended} comes.
 */
final class ChunkReader implements StreamReader {
    private final List<StreamEvent> events = new ArrayList<>();
    private final OpenParts parts = new OpenParts(events);
    private boolean started;
    private boolean stopped;
    private boolean over;
    private Usage told = Usage.NONE;

    @Override
    public List<StreamEvent> on(SseEvent event) throws Unreadable {
        events.clear();
        if (event.isEmpty() || over) {
            return List.of();
        }
        if (event.isExactly("[DONE]")) {
            done();
        } else {
            chunk(parse(event));
        }
        return List.copyOf(events);
    }

    @Override
    public List<StreamEvent> end() {
        events.clear();
        if (!over) {
            parts.closeAll();
            if (stopped) {
                events.add(new StreamEvent.Ended());
            }
            over = true;
        }
        return List.copyOf(events);
    }

    private static Json.Obj parse(SseEvent event) throws Unreadable {
        try {
            return JsonCodec.readObject(event.data());
        } catch (JsonProblem e) {
            throw new Unreadable("event of the stream", String.valueOf(e.getMessage()));
        }
    }

    private void done() {
        over = true;
        if (!started) {
            events.add(new StreamEvent.Failed(WireError.gateway(
                    WireError.Kind.BAD_GATEWAY, "empty_answer", "the provider ended its answer before it began")));
            return;
        }
        stop("");
        events.add(new StreamEvent.Ended());
    }

    private void chunk(Json.Obj chunk) {
        Optional<Json> error = OpenAiErrors.find(chunk.find("error"));
        if (error.isPresent()) {
            over = true;
            usage(chunk);
            events.add(new StreamEvent.Failed(OpenAiErrors.inside(error.get())));
            return;
        }
        Optional<Json.Obj> choice = first(chunk);
        if (choice.isPresent()) {
            start(chunk);
            if (!stopped) {
                choice.get().object("delta").ifPresent(delta -> parts.delta(delta));
                choice.get()
                        .text("finish_reason")
                        .filter(word -> !word.isEmpty())
                        .ifPresent(this::stop);
            }
        }
        usage(chunk);
    }

    private void usage(Json.Obj chunk) {
        UsageFields.find(chunk).ifPresent(usage -> {
            start(chunk);
            told = told.then(usage);
            events.add(new StreamEvent.UsageReported(told));
        });
    }

    private static Optional<Json.Obj> first(Json.Obj chunk) {
        return chunk.items("choices").stream()
                .filter(choice -> choice instanceof Json.Obj object
                        && object.whole("index").orElse(0) == 0)
                .map(Json.Obj.class::cast)
                .findFirst();
    }

    private void start(Json.Obj chunk) {
        if (!started) {
            started = true;
            String id = chunk.text("id").orElse("");
            parts.replyId(id);
            events.add(new StreamEvent.Started(id, chunk.text("model").orElse(""), Optional.empty()));
        }
    }

    private void stop(String word) {
        if (!stopped) {
            stopped = true;
            parts.closeAll();
            Stop stop = Finish.read(word, parts.sawTools());
            events.add(new StreamEvent.Stopped(stop));
        }
    }
}
