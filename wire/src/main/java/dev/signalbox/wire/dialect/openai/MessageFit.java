package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.Quirks;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Fits the messages of a request to the quirks of a provider. */
final class MessageFit {
    private final Quirks quirks;
    private final Notes notes;
    private final Set<String> told = new HashSet<>();

    MessageFit(ModelFacts facts, Notes notes) {
        this.quirks = facts.quirks();
        this.notes = notes;
    }

    /**
     * Whether something in the messages may have to be changed.
     *
     * @param mentions whether a word stands in quotes anywhere in them
     */
    boolean mayTouch(Predicate<String> mentions) {
        return quirks.refusedInMessages().stream().anyMatch(mentions)
                || (quirks.toolIds().isPresent() && mentions.test("tool_call_id"))
                || (!quirks.developerRole() && mentions.test("developer"))
                || quirks.reasoningField()
                        .map(field -> mentions.test(other(field)))
                        .orElse(false);
    }

    /** The messages as the provider takes them; the same where nothing is to be changed. */
    List<Json> fit(List<Json> messages) {
        return quirks.isNone()
                ? messages
                : messages.stream()
                        .map(message -> message instanceof Json.Obj object ? fit(object) : message)
                        .toList();
    }

    /** The messages, and behind them the schema of the answer in words. */
    static List<Json> withSchema(List<Json> messages, Json.Obj schema) {
        List<Json> more = new ArrayList<>(messages);
        String words = new String(JsonCodec.write(schema), StandardCharsets.UTF_8);
        more.add(Json.object(f -> f.put("role", "system")
                .put("content", "Answer with nothing but one JSON object that fits this JSON Schema:\n" + words)));
        return more;
    }

    private Json.Obj fit(Json.Obj message) {
        Json.Obj fitted = known(reasoning(role(message)));
        Optional<String> result = fitted.text("tool_call_id");
        if (result.isPresent()) {
            fitted = fitted.with("tool_call_id", Json.text(safe(result.get())));
        }
        return fitted.items("tool_calls").isEmpty()
                ? fitted
                : fitted.with("tool_calls", Json.array(calls(fitted.items("tool_calls"))));
    }

    private Json.Obj role(Json.Obj message) {
        if (quirks.developerRole() || !message.text("role").orElse("").equals("developer")) {
            return message;
        }
        adjusted("messages.role", "developer", "system", "the provider does not know the role");
        return message.with("role", Json.text("system"));
    }

    private Json.Obj reasoning(Json.Obj message) {
        if (quirks.reasoningField().isEmpty()
                || !message.text("role").orElse("").equals("assistant")) {
            return message;
        }
        String field = quirks.reasoningField().get();
        Optional<Json> words = message.find(other(field));
        if (words.isEmpty() || message.find(field).isPresent()) {
            return message;
        }
        adjusted("messages." + other(field), other(field), field, "its name at the provider");
        return message.without(other(field)).with(field, words.get());
    }

    /** Readable reasoning goes by two names: a provider that knows one does not know the other. */
    private static String other(String field) {
        return field.equals(ReasoningFields.CONTENT) ? ReasoningFields.SHORT : ReasoningFields.CONTENT;
    }

    private Json.Obj known(Json.Obj object) {
        Json.Obj known = object;
        for (String name : quirks.refusedInMessages()) {
            if (object.fields().containsKey(name)) {
                known = known.without(name);
                object.find(name).ifPresent(_ -> notes.hint("messages." + name, "the provider refuses it"));
            }
        }
        return known;
    }

    private List<Json> calls(List<Json> calls) {
        return calls.stream()
                .map(item -> item instanceof Json.Obj call ? call(known(call)) : item)
                .toList();
    }

    private Json.Obj call(Json.Obj call) {
        return call.text("id").map(id -> call.with("id", Json.text(safe(id)))).orElse(call);
    }

    private String safe(String id) {
        String safe = quirks.toolIds().map(ids -> ids.safe(id)).orElse(id);
        if (!safe.equals(id)) {
            adjusted("messages.tool_calls.id", id, safe, "the provider takes no ids of another form");
        }
        return safe;
    }

    /** Told once: a long conversation has a call in every turn. */
    private void adjusted(String field, String from, String to, String reason) {
        if (told.add(field)) {
            notes.adjusted(field, from, to, reason);
        }
    }
}
