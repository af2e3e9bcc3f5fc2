package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.json.Json;
import java.util.Map;
import java.util.Optional;

/** The effort word of a request that stays in this dialect, where the model is known not to take it. */
final class EffortPatch {
    private EffortPatch() {}

    /** The new value by the field's name, an empty one where it must go; nothing where the caller's word is right. */
    static Map<String, Optional<Json>> changes(Optional<Json> said, ModelFacts facts, Notes notes) {
        boolean known = facts.reasoning() == Thinking.NONE || !facts.efforts().isEmpty();
        if (!known || !(said.orElse(Json.none()) instanceof Json.Text(String effort))) {
            return Map.of();
        }
        Optional<String> taken = EffortWriter.taken(effort, facts, notes);
        return taken.equals(Optional.of(effort)) ? Map.of() : Map.of(EffortWriter.FIELD, taken.map(Json::text));
    }
}
