package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A message of a streamed answer: parts of words or of a refusal, one after the other. */
final class MessageItem implements Output.Item {
    private final Place place;
    private final List<Json> parts = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private boolean partOpen;
    private boolean refusing;
    private int part;

    MessageItem(Place place) {
        this.place = place;
        place.added(OutputItems.message(place.id(), "in_progress", List.of()));
    }

    void begin(int number, boolean refusal) {
        endPart();
        partOpen = true;
        refusing = refusal;
        part = number;
        Json.Obj empty = shape("");
        inside("response.content_part.added", f -> f.put("part", empty));
    }

    void more(int number, String text, boolean refusal) {
        if (!partOpen || part != number) {
            begin(number, refusal);
        }
        words.append(text);
        if (refusing) {
            inside("response.refusal.delta", f -> f.put("delta", text));
        } else {
            inside("response.output_text.delta", f -> f.put("delta", text).put("logprobs", Json.array(List.of())));
        }
    }

    void endPart() {
        if (!partOpen) {
            return;
        }
        partOpen = false;
        String text = words.toString();
        words.setLength(0);
        Json.Obj whole = shape(text);
        if (refusing) {
            inside("response.refusal.done", f -> f.put("refusal", text));
        } else {
            inside("response.output_text.done", f -> f.put("text", text).put("logprobs", Json.array(List.of())));
        }
        inside("response.content_part.done", f -> f.put("part", whole));
        parts.add(whole);
    }

    @Override
    public void end() {
        endPart();
        place.done(written());
    }

    @Override
    public Json.Obj written() {
        List<Json> all = new ArrayList<>(parts);
        if (partOpen) {
            all.add(shape(words.toString()));
        }
        return OutputItems.message(place.id(), partOpen ? "incomplete" : "completed", all);
    }

    private Json.Obj shape(String text) {
        return refusing ? OutputItems.refusal(text) : OutputItems.text(text);
    }

    private void inside(String type, Consumer<Json.Fields> fields) {
        place.inside(type, f -> {
            f.put("content_index", parts.size());
            fields.accept(f);
        });
    }
}
