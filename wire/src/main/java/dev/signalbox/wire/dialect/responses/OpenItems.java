package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.StreamEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The items of a provider's stream. Some providers leave out the small steps and tell an item only whole: what was not told
 * in steps is told when the item is done, or where no item is told at all, when the answer is.
 */
final class OpenItems {
    private final List<StreamEvent> events;
    private final Map<Long, ReadItem> items = new LinkedHashMap<>();
    private int parts;
    private boolean tools;

    OpenItems(List<StreamEvent> events) {
        this.events = events;
    }

    boolean sawTools() {
        return tools;
    }

    int nextPart() {
        return parts++;
    }

    void tell(StreamEvent event) {
        tools |= event instanceof StreamEvent.ToolCallStarted;
        events.add(event);
    }

    void on(String type, Json.Obj event) {
        long index = event.whole("output_index").orElse(0);
        switch (type) {
            case "response.output_item.added" -> item(index, event).begin(inside(event));
            case "response.content_part.added" -> item(index, event).part(event);
            case "response.output_text.delta" -> item(index, event).text(delta(event));
            case "response.output_text.done" -> item(index, event).textDone(event);
            case "response.refusal.delta" -> item(index, event).refusal(delta(event));
            case "response.content_part.done" -> item(index, event).partDone();
            case "response.reasoning_summary_part.added" -> item(index, event).summary(event);
            case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
                item(index, event).thought(type, delta(event));
            case "response.function_call_arguments.delta" -> item(index, event).arguments(delta(event));
            case "response.output_item.done" -> item(index, event).done(inside(event));
            default -> {
                // steps of the provider's own tools; their items tell what came of them
            }
        }
    }

    private static String delta(Json.Obj event) {
        return event.text("delta").orElse("");
    }

    private static Json.Obj inside(Json.Obj event) {
        return event.object("item").orElse(event);
    }

    private ReadItem item(long index, Json.Obj event) {
        return items.computeIfAbsent(index, _ -> new ReadItem(this, inside(event)));
    }

    /** The items of a finished answer of which no event told any. */
    void rest(List<Json> output) {
        if (items.isEmpty()) {
            for (Json item : output) {
                if (item instanceof Json.Obj whole) {
                    new ReadItem(this, whole).done(whole);
                }
            }
        }
    }

    void closeAll() {
        items.values().forEach(ReadItem::close);
    }
}
