package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.OpenAiErrors;
import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a streamed answer. The type stands in the data, because some providers leave the name of the event out. A stream
 * without its last event was cut: then {@link #end()} closes the open parts and no {@link StreamEvent.Ended} comes.
 */
final class EventReader implements StreamReader {
    private final List<StreamEvent> events = new ArrayList<>();
    private final OpenItems items = new OpenItems(events);
    private boolean started;
    private boolean over;

    @Override
    public List<StreamEvent> on(SseEvent event) throws Unreadable {
        events.clear();
        if (!event.isEmpty() && !over && !event.isExactly("[DONE]")) {
            read(parse(event));
        }
        return List.copyOf(events);
    }

    @Override
    public List<StreamEvent> end() {
        events.clear();
        if (!over) {
            over = true;
            items.closeAll();
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

    private void read(Json.Obj event) {
        String type = event.text("type").orElse("");
        switch (type) {
            case "response.created", "response.queued", "response.in_progress" -> start(response(event));
            case "response.completed", "response.incomplete" -> stop(response(event));
            case "response.failed" -> fail(response(event).find("error"));
            case "error" -> fail(event.find("error").or(() -> Optional.of(event)));
            default -> items.on(type, event);
        }
    }

    private static Json.Obj response(Json.Obj event) {
        return event.object("response").orElse(Json.object(f -> {}));
    }

    private void start(Json.Obj response) {
        if (!started) {
            started = true;
            events.add(new StreamEvent.Started(
                    response.text("id").orElse(""), response.text("model").orElse(""), Optional.empty()));
        }
    }

    private void stop(Json.Obj response) {
        start(response);
        over = true;
        items.rest(response.items("output"));
        items.closeAll();
        UsageFields.find(response).ifPresent(usage -> events.add(new StreamEvent.UsageReported(usage)));
        events.add(new StreamEvent.Stopped(StopWords.read(response, items.sawTools())));
        events.add(new StreamEvent.Ended());
    }

    private void fail(Optional<Json> error) {
        over = true;
        events.add(new StreamEvent.Failed(OpenAiErrors.inside(error.orElse(Json.text("the provider failed")))));
    }
}
