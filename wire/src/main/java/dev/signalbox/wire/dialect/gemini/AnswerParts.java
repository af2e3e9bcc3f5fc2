package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.ToolArguments;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the parts of one answer. Reasoning that its provider wants back travels on the part behind it, as Google's own does;
 * {@link Carried} says how.
 */
final class AnswerParts {
    private final List<Content.Reasoning> thoughts = new ArrayList<>();

    /** A part of words. */
    Json.Obj words(String text) {
        return signed(Json.object(f -> f.put("text", text)));
    }

    /** A part that asks for a tool. */
    Json.Obj call(String id, String name, String arguments) {
        Json.Obj call =
                Json.object(f -> f.put("id", id).put("name", name).put("args", ToolArguments.object(arguments)));
        return signed(Json.object(f -> f.put("functionCall", call)));
    }

    /** A part of readable reasoning, for callers who want to read it. */
    static Json.Obj thought(String text) {
        return Json.object(f -> f.put("text", text).put("thought", true));
    }

    /** Reasoning that is complete: the next part brings it back. */
    void reasoned(Content.Reasoning reasoning) {
        thoughts.add(reasoning);
    }

    /** Whether there is reasoning that no part brings back yet. */
    boolean isPending() {
        return !thoughts.isEmpty();
    }

    private Json.Obj signed(Json.Obj part) {
        if (thoughts.isEmpty()) {
            return part;
        }
        Json.Obj signed = part.with("thoughtSignature", Json.text(signature()));
        thoughts.clear();
        return signed;
    }

    /** Google's own signature as it came; it has no place for two, and Google's models never give two for one part. */
    private String signature() {
        Optional<Signatures.Placed> own = thoughts.stream()
                .filter(thought -> thought.provider().equals(Gemini.NAME))
                .flatMap(thought -> thought.signature().stream())
                .flatMap(signature -> Signatures.read(signature).stream())
                .findFirst();
        return own.map(Signatures.Placed::signature).orElseGet(() -> Carried.seal(thoughts));
    }
}
