package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what tools answered. A result names its tool, which other dialects only say at the call. */
final class ResultWriter {
    private final PartWriter parts;
    private final Notes notes;

    ResultWriter(PartWriter parts, Notes notes) {
        this.parts = parts;
        this.notes = notes;
    }

    /** A call that was made before: the tool, and its place among all calls. */
    record Asked(String name, int order) {}

    /** A written result and its place among the calls. */
    record Answer(int order, Json part) {}

    /** @param beside where pictures go, because not every model takes them inside of a result */
    Answer write(Content.ToolResult result, Map<String, Asked> calls, List<Json> beside, String path) {
        List<String> words = new ArrayList<>();
        List<Json> moved = new ArrayList<>();
        for (int i = 0; i < result.content().size(); i++) {
            String where = path + ".content[" + i + "]";
            if (result.content().get(i) instanceof Content.Text text) {
                words.add(text.text());
                notes.own(where + ".", text.extra()); // no part of its own, so nothing stands beside it
            } else {
                parts.part(result.content().get(i), where).ifPresent(moved::add);
            }
        }
        if (!moved.isEmpty()) {
            notes.adjusted(path + ".content", "tool result", "beside the result", "not every model takes it inside");
            beside.add(PartWriter.text("From the result of tool call " + result.callId() + ":"));
            beside.addAll(moved);
        }
        Optional<Asked> asked = Optional.ofNullable(calls.get(result.callId()));
        if (asked.isEmpty()) {
            notes.adjusted(path, "call " + result.callId(), "a tool of this name", "the history holds no such call");
        }
        Json.Obj own = notes.own(path + ".", result.extra());
        String said = String.join("\n", words);
        Json.Obj response =
                Json.object(f -> f.put("name", asked.map(Asked::name).orElse(result.callId()))
                        .put("response", Json.object(r -> r.put(result.error() ? "error" : "output", said)))
                        .all(own));
        Json.Obj identified =
                CallIds.isMade(result.callId()) ? response : response.with("id", Json.text(result.callId()));
        return new Answer(
                asked.map(Asked::order).orElse(Integer.MAX_VALUE),
                Json.object(f -> f.put("functionResponse", identified)));
    }
}
