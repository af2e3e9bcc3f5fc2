package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.Turns;
import dev.signalbox.wire.dialect.Turns.Place;
import dev.signalbox.wire.json.Json;
import java.util.List;

/** Tells where turns begin in a conversation of this dialect. */
final class TurnPlaces {
    private TurnPlaces() {}

    /** A message of the user that brings results of tools goes on with the turn whose calls they answer. */
    static Place of(Json.Obj message) {
        String role = message.text("role").orElse("");
        if (role.equals("system")) {
            return Place.INSTRUCTION;
        }
        boolean results = message.find("content").orElse(Json.none()) instanceof Json.Arr(List<Json> blocks)
                && blocks.stream()
                        .anyMatch(block -> block instanceof Json.Obj object
                                && object.text("type").orElse("").endsWith("tool_result"));
        return role.equals("user") && !results ? Place.BEGINNING : Place.SEQUEL;
    }

    /** What the user says, with this text before it. */
    static Json.Obj led(Json.Obj item, String text) {
        return Turns.led(
                item, "content", text, Json.object(f -> f.put("type", "text").put("text", text)));
    }
}
