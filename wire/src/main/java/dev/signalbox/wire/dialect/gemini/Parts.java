package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import java.util.List;

/** What the parts of whole and streamed answers have in common. */
final class Parts {
    private static final List<String> BESIDE = List.of("thought", "thoughtSignature", "partMetadata", "videoMetadata");

    private Parts() {}

    /** The field that says what a part is. */
    static String type(Json.Obj part) {
        return part.fields().keySet().stream()
                .filter(name -> !BESIDE.contains(name))
                .findFirst()
                .orElse("part");
    }

    /** A call in pieces comes only where a request asks for it, which no translated one does. */
    static void refusePieces(Json.Obj call) throws Unreadable {
        boolean goesOn = call.bool("willContinue").orElse(false);
        if (goesOn || call.get("partialArgs") != null || call.text("name").isEmpty()) {
            throw new Unreadable("functionCall", "a piece of a call (expected: calls as a whole)");
        }
    }
}
