package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.Turns;
import dev.signalbox.wire.dialect.Turns.Place;
import dev.signalbox.wire.json.Json;
import java.util.List;

/** Tells where turns begin in a conversation of this dialect. */
final class TurnPlaces {
    private TurnPlaces() {}

    /** A content without a role is the user's; one that answers functions goes on with the turn that called them. */
    static Place of(Json.Obj content) {
        boolean results = content.find("parts").orElse(Json.none()) instanceof Json.Arr(List<Json> parts)
                && parts.stream()
                        .anyMatch(part -> part instanceof Json.Obj object
                                && (object.find("functionResponse").isPresent()
                                        || object.find("function_response").isPresent()));
        return content.text("role").orElse("user").equals("user") && !results ? Place.BEGINNING : Place.SEQUEL;
    }

    /** What the user says, with this text before it. */
    static Json.Obj led(Json.Obj item, String text) {
        return Turns.led(item, "parts", text, Json.object(f -> f.put("text", text)));
    }
}
