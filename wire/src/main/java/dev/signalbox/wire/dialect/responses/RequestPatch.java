package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Patches the few fields of a request that must differ when it is passed on in the same dialect: the model, what would be
 * stored, and reasoning that another family gave.
 */
final class RequestPatch {
    private final JsonFields fields;
    private final ModelFacts facts;
    private final Map<String, Optional<Json>> changes = new LinkedHashMap<>();
    private final List<Adjustment> adjustments = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();

    private RequestPatch(JsonFields fields, ModelFacts facts) {
        this.fields = fields;
        this.facts = facts;
    }

    static Translation.Ready pass(Envelope envelope, ModelFacts facts) {
        RequestPatch patch = new RequestPatch(envelope.fields(), facts);
        if (!envelope.model().equals(facts.id())) {
            patch.changes.put("model", Optional.of(Json.text(facts.id())));
        }
        patch.withoutRefused();
        patch.unstored();
        patch.withoutForeignReasoning();
        byte[] body = patch.changes.isEmpty() ? patch.fields.bytes() : patch.fields.patched(patch.changes);
        return new Translation.Ready(body, patch.losses, patch.adjustments);
    }

    /** Silence means to this dialect's owner that the answer is stored; nobody could ask this gateway for it again. */
    private void unstored() {
        Optional<Json> said = EnvelopeReader.present(fields, "store");
        if (said.filter(Json.bool(false)::equals).isPresent()
                || facts.quirks().refused().contains("store")) {
            return;
        }
        changes.put("store", Optional.of(Json.bool(false)));
        adjustments.add(new Adjustment(
                "store", said.isPresent() ? "true" : "absent", "false", "answers cannot be read again through here"));
        List<Json> asked =
                fields.value("include").orElse(Json.none()) instanceof Json.Arr(List<Json> items) ? items : List.of();
        List<Json> include = Unstored.include(asked, facts, false);
        if (!include.equals(asked)) {
            changes.put("include", Optional.of(Json.array(include)));
            adjustments.add(new Adjustment(
                    "include",
                    "absent",
                    RequestReader.ENCRYPTED,
                    "what is not stored must be sent back by the caller"));
        }
    }

    /** What the model refuses of how words are drawn. */
    private void withoutRefused() {
        for (String name : List.of("temperature", "top_p", "top_logprobs")) {
            if (facts.refuses().has(name)
                    && EnvelopeReader.present(fields, name).isPresent()) {
                changes.put(name, Optional.empty());
                adjustments.add(new Adjustment(name, "present", Adjustment.ABSENT, "the model refuses it"));
            }
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
                losses.add(Loss.hint("input.reasoning", "reasoning of another family cannot go to this model"));
            }
        }
    }
}
