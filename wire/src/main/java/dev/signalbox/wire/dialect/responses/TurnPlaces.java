package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.Turns;
import dev.signalbox.wire.dialect.Turns.Place;
import dev.signalbox.wire.json.Json;

/** Tells where turns begin in a conversation of this dialect. */
final class TurnPlaces {
    private TurnPlaces() {}

    /** An item without a type is a message; what tools answered is none, whoever says it. */
    static Place of(Json.Obj item) {
        if (!item.text("type").orElse("message").equals("message")) {
            return Place.SEQUEL;
        }
        return switch (item.text("role").orElse("")) {
            case "system", "developer" -> Place.INSTRUCTION;
            case "user" -> Place.BEGINNING;
            default -> Place.SEQUEL;
        };
    }

    /** What the user says, with this text before it. */
    static Json.Obj led(Json.Obj item, String text) {
        return Turns.led(
                item,
                "content",
                text,
                Json.object(f -> f.put("type", "input_text").put("text", text)));
    }
}
