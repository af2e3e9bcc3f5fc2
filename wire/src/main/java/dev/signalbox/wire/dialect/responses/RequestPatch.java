package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Patches the few fields of a request that must differ when it is passed on in the same dialect: the model, what would be
 * stored, what the model or its provider refuses, and reasoning that another family gave.
 */
final class RequestPatch {
    private final JsonFields fields;
    private final ModelFacts facts;
    private final Map<String, Optional<Json>> changes = new LinkedHashMap<>();
    private final Notes notes = new Notes();

    private RequestPatch(JsonFields fields, ModelFacts facts) {
        this.fields = fields;
        this.facts = facts;
    }

    static Translation.Ready pass(Envelope envelope, ModelFacts facts) {
        RequestPatch patch = new RequestPatch(envelope.fields(), facts);
        if (!envelope.model().equals(facts.id())) {
            patch.changes.put("model", Optional.of(Json.text(facts.id())));
        }
        patch.unstored();
        patch.withoutForeignReasoning();
        patch.changes.putAll(FieldFit.changes(patch::now, facts, patch.notes));
        byte[] body = patch.changes.isEmpty() ? patch.fields.bytes() : patch.fields.patched(patch.changes);
        return new Translation.Ready(body, patch.notes.losses(), patch.notes.adjustments());
    }

    private Optional<Json> now(String name) {
        return changes.containsKey(name) ? changes.get(name) : fields.value(name);
    }

    /** Silence means to this dialect's owner that the answer is stored; nobody could ask this gateway for it again. */
    private void unstored() {
        Optional<Json> said = EnvelopeReader.present(fields, "store");
        if (said.filter(Json.bool(false)::equals).isPresent()
                || facts.quirks().refused().contains("store")) {
            return;
        }
        changes.put("store", Optional.of(Json.bool(false)));
        notes.adjusted(
                "store", said.isPresent() ? "true" : "absent", "false", "answers cannot be read again through here");
        List<Json> asked =
                fields.value("include").orElse(Json.none()) instanceof Json.Arr(List<Json> items) ? items : List.of();
        List<Json> include = Unstored.include(asked, facts, false);
        if (!include.equals(asked)) {
            changes.put("include", Optional.of(Json.array(include)));
            notes.adjusted(
                    "include", "absent", RequestReader.ENCRYPTED, "what is not stored must be sent back by the caller");
        }
    }

    private void withoutForeignReasoning() {
        if (!fields.mentionsStart("input", ReasoningItems.MARK)) {
            return;
        }
        if (fields.value("input").orElse(Json.none()) instanceof Json.Arr(List<Json> items)) {
            List<Json> kept = items.stream()
                    .filter(item -> !ReasoningItems.isMarked(item))
                    .toList();
            if (kept.size() < items.size()) {
                changes.put("input", Optional.of(Json.array(kept)));
                notes.hint("input.reasoning", "reasoning of another family cannot go to this model");
            }
        }
    }
}
