package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes out of a history what a caller got from another provider through us: Google's models would call such a signature
 * corrupted. A call that needs one says that it never was signed.
 */
final class SealedParts {
    private static final String SIGNATURE = "thoughtSignature";

    private SealedParts() {}

    static Json without(Json contents, ModelFacts facts, Notes notes) {
        if (!(contents instanceof Json.Arr(List<Json> turns))) {
            return contents;
        }
        List<Json> cleaned = new ArrayList<>();
        for (Json turn : turns) {
            cleaned.add(
                    turn instanceof Json.Obj object && object.get("parts") instanceof Json.Arr(List<Json> parts)
                            ? object.with(
                                    "parts",
                                    Json.array(parts.stream()
                                            .map(part -> part(part, facts, notes))
                                            .toList()))
                            : turn);
        }
        return Json.array(cleaned);
    }

    private static Json part(Json value, ModelFacts facts, Notes notes) {
        if (!(value instanceof Json.Obj part)
                || part.text(SIGNATURE).filter(Carried::isOurs).isEmpty()) {
            return value;
        }
        notes.hint("contents.parts." + SIGNATURE, "reasoning that Google did not sign");
        boolean needed = part.get("functionCall") != null && ModelNames.demandsSignatures(facts);
        return needed ? part.with(SIGNATURE, Json.text(Signatures.NONE_EXISTS)) : part.without(SIGNATURE);
    }
}
