package dev.signalbox.wire.dialect;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.json.JsonProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A request for the rest of an answer, made of the request for the whole of it: one more message, and a lower cap. */
public final class Rest {
    private static final String MESSAGES = "messages";
    private static final List<String> CAPS = List.of("max_tokens", "max_completion_tokens");

    private final JsonFields fields;
    private final Map<String, Optional<Json>> changes = new LinkedHashMap<>();
    private final List<Adjustment> adjustments = new ArrayList<>();

    private Rest(JsonFields fields) {
        this.fields = fields;
    }

    /** Begins with a body that was written for a provider. */
    public static Rest of(byte[] body) {
        try {
            return new Rest(JsonFields.of(body));
        } catch (JsonProblem e) {
            throw new IllegalStateException("a request that was written is not JSON", e);
        }
    }

    /** A top-level field if it is there and not null. */
    public Optional<Json> find(String name) {
        return fields.value(name).filter(value -> !(value instanceof Json.Null));
    }

    /** The text at a path of objects, if it is one. */
    public Optional<String> text(String name, String inner) {
        return find(name).flatMap(value -> value instanceof Json.Obj object ? object.text(inner) : Optional.empty());
    }

    /** Whether the caller himself gave the beginning of the answer, so that there is one already. */
    public boolean endsWithAssistant() {
        List<Json> messages = messages();
        return !messages.isEmpty()
                && messages.getLast() instanceof Json.Obj last
                && last.text("role").filter("assistant"::equals).isPresent();
    }

    /** Lets a message come last. */
    public Rest with(Json.Obj message) {
        List<Json> messages = new ArrayList<>(messages());
        messages.add(message);
        changes.put(MESSAGES, Optional.of(Json.array(messages)));
        return this;
    }

    /** Sets a top-level field. */
    public Rest with(String name, boolean value) {
        changes.put(name, Optional.of(Json.bool(value)));
        return this;
    }

    /** What was told already counts against the caller's cap; one token is always left, so that the model can stop. */
    public Rest lessTokens(long told) {
        for (String cap : CAPS) {
            OptionalLong most =
                    find(cap).orElse(Json.none()) instanceof Json.Num number ? number.whole() : OptionalLong.empty();
            if (most.isPresent()) {
                long left = Math.max(1, most.getAsLong() - told);
                changes.put(cap, Optional.of(Json.number(left)));
                adjustments.add(new Adjustment(
                        cap, Long.toString(most.getAsLong()), Long.toString(left), "the beginning was told already"));
            }
        }
        return this;
    }

    /** The body. */
    public Continued body() {
        return new Continued.Body(fields.patched(changes), adjustments);
    }

    /** An assistant's message. */
    public static Json.Obj said(String text) {
        return Json.object(f -> f.put("role", "assistant").put("content", text));
    }

    private List<Json> messages() {
        return fields.value(MESSAGES).orElse(Json.none()) instanceof Json.Arr(List<Json> messages)
                ? messages
                : List.of();
    }
}
