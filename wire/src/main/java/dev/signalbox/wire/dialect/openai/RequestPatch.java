package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.At;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.model.Media;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Patches the few fields of a request that must differ when it is passed on in the same dialect. */
final class RequestPatch {
    private RequestPatch() {}

    static Translation.Ready pass(Envelope envelope, ModelFacts facts) throws Unreadable {
        JsonFields fields = envelope.fields();
        Notes notes = new Notes();
        Map<String, Optional<Json>> changes = new LinkedHashMap<>();
        if (!envelope.model().equals(facts.id())) {
            changes.put("model", Optional.of(Json.text(facts.id())));
        }
        streamOptions(envelope, facts, changes, notes);
        changes.putAll(FieldFit.changes(fields::value, facts, notes));
        boolean refused = facts.quirks().refused().contains(EffortWriter.FIELD)
                || facts.refuses().has(EffortWriter.FIELD);
        if (fields.has(EffortWriter.FIELD) && !refused) {
            changes.putAll(EffortPatch.changes(fields.value(EffortWriter.FIELD), facts, notes));
        }
        MessagePatch.messages(fields, facts, notes)
                .ifPresent(messages -> changes.put("messages", Optional.of(Json.array(messages))));
        byte[] body = changes.isEmpty() ? fields.bytes() : fields.patched(changes);
        return new Translation.Ready(body, notes.losses(), notes.adjustments());
    }

    /** For a provider that may not read addresses by itself. */
    static Translation pass(Envelope envelope, ModelFacts facts, Map<String, Media.Inline> fetched) throws Unreadable {
        if (facts.quirks().imageAddresses() || !envelope.fields().mentions("messages", AddressPatch.IMAGE)) {
            return pass(envelope, facts);
        }
        AddressPatch patch = new AddressPatch(fetched);
        Envelope inline = patch.envelope(envelope);
        return patch.missing().isEmpty() ? pass(inline, facts) : new Translation.NeedsFetch(patch.missing());
    }

    private static void streamOptions(
            Envelope envelope, ModelFacts facts, Map<String, Optional<Json>> changes, Notes notes) throws Unreadable {
        JsonFields fields = envelope.fields();
        if (facts.quirks().streamOptions()) {
            if (envelope.stream() && !envelope.usageWanted()) {
                changes.put("stream_options", Optional.of(withUsage(fields)));
            }
        } else if (fields.has("stream_options")) {
            changes.put("stream_options", Optional.empty());
            notes.adjusted("stream_options", "present", "absent", "the provider does not know it");
        }
    }

    private static Json withUsage(JsonFields fields) throws Unreadable {
        Optional<Json> options = fields.value("stream_options").filter(value -> !(value instanceof Json.Null));
        Json.Obj object =
                options.isPresent() ? At.of("stream_options", options.get()).object() : Json.object(f -> {});
        return object.with("include_usage", Json.bool(true));
    }
}
