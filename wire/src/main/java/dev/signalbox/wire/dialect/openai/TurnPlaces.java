package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.Turns;
import dev.signalbox.wire.dialect.Turns.Place;
import dev.signalbox.wire.json.Json;

/** Tells where turns begin in a conversation of this dialect. */
final class TurnPlaces {
    private TurnPlaces() {}

    static Place of(Json.Obj message) {
        return switch (message.text("role").orElse("")) {
            case "system", "developer" -> Place.INSTRUCTION;
            case "user" -> Place.BEGINNING;
            default -> Place.SEQUEL;
        };
    }

    /** What the user says, with this text before it. */
    static Json.Obj led(Json.Obj item, String text) {
        return Turns.led(
                item, "content", text, Json.object(f -> f.put("type", "text").put("text", text)));
    }
}
