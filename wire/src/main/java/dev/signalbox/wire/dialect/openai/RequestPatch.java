package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Patches the few fields of a request that must differ when it is passed on in the same dialect. */
final class RequestPatch {
    private RequestPatch() {}

    static Translation.Ready pass(Envelope envelope, ModelFacts facts) throws Unreadable {
        JsonFields fields = envelope.fields();
        Map<String, Optional<Json>> changes = new LinkedHashMap<>();
        List<Adjustment> adjustments = new ArrayList<>();
        if (!envelope.model().equals(facts.id())) {
            changes.put("model", Optional.of(Json.text(facts.id())));
        }
        if (envelope.stream() && !envelope.usageWanted()) {
            changes.put("stream_options", Optional.of(withUsage(fields)));
        }
        if (RequestWriter.thinksByEffort(facts) && fields.has("max_tokens")) {
            moveCap(fields, changes, adjustments);
        }
        MessagePatch.messages(fields, facts).ifPresent(messages -> changes.put("messages", Optional.of(messages)));
        byte[] body = changes.isEmpty() ? fields.bytes() : fields.patched(changes);
        return new Translation.Ready(body, List.of(), adjustments);
    }

    private static Json withUsage(JsonFields fields) throws Unreadable {
        Optional<Json> options = fields.value("stream_options").filter(value -> !(value instanceof Json.Null));
        Json.Obj object =
                options.isPresent() ? At.of("stream_options", options.get()).object() : Json.object(f -> {});
        return object.with("include_usage", Json.bool(true));
    }

    /** Models that think by effort refuse the old name of the cap. */
    private static void moveCap(JsonFields fields, Map<String, Optional<Json>> changes, List<Adjustment> adjustments) {
        changes.put("max_tokens", Optional.empty());
        if (!fields.has("max_completion_tokens")) {
            fields.value("max_tokens").ifPresent(cap -> changes.put("max_completion_tokens", Optional.of(cap)));
            adjustments.add(new Adjustment(
                    "max_tokens", "max_tokens", "max_completion_tokens", "models that think by effort refuse it"));
        }
    }
}
