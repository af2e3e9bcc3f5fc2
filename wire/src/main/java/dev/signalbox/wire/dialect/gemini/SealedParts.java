package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes out of a history what a caller got from another provider through us: Google's models would call such a signature
 * corrupted. A call that needs one says that it never was signed, also where another provider's model made it without any.
 */
final class SealedParts {
    /** How ids of calls begin that other families gave. */
    static final String CALL_OF_OTHERS = "call_";

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
                                    Json.array(excused(
                                            parts.stream()
                                                    .map(part -> part(part, facts, notes))
                                                    .toList(),
                                            facts)))
                            : turn);
        }
        return Json.array(cleaned);
    }

    /** The first call of a turn needs a signature; the call of a model that gave none says that there never was one. */
    private static List<Json> excused(List<Json> parts, ModelFacts facts) {
        for (int i = 0; i < parts.size() && ModelNames.demandsSignatures(facts); i++) {
            Optional<Json.Obj> call =
                    parts.get(i) instanceof Json.Obj part ? part.object("functionCall") : Optional.empty();
            if (call.isPresent()) {
                Json.Obj first = (Json.Obj) parts.get(i);
                boolean foreign = call.get().text("id").orElse("").startsWith(CALL_OF_OTHERS);
                if (foreign && Asked.find(first, SIGNATURE).isEmpty()) {
                    List<Json> excused = new ArrayList<>(parts);
                    excused.set(i, first.with(SIGNATURE, Json.text(Signatures.NONE_EXISTS)));
                    return excused;
                }
                return parts;
            }
        }
        return parts;
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
