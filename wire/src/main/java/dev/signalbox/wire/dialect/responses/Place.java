package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.json.Json;
import java.util.function.Consumer;

/**
 * Where an item stands in a streamed answer, and how its events are told.
 *
 * @param id the item's id
 * @param index its place among the items
 */
record Place(String id, int index, Output.EventSink sink) {
    void added(Json.Obj item) {
        sink.emit(
                "response.output_item.added", f -> f.put("output_index", index).put("item", item));
    }

    void done(Json.Obj item) {
        sink.emit("response.output_item.done", f -> f.put("output_index", index).put("item", item));
    }

    void inside(String type, Consumer<Json.Fields> fields) {
        sink.emit(type, f -> {
            f.put("item_id", id).put("output_index", index);
            fields.accept(f);
        });
    }
}
