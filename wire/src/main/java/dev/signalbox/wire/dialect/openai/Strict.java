package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hides every field of an answer or chunk that OpenAI's own do not have. What has none is not touched. */
final class Strict {
    private static final Set<String> ANSWER = Set.of(
            "id",
            "object",
            "created",
            "model",
            "choices",
            "usage",
            "service_tier",
            "system_fingerprint",
            "obfuscation",
            "error");
    private static final Set<String> CHOICE = Set.of("index", "message", "delta", "finish_reason", "logprobs");
    private static final Set<String> MESSAGE =
            Set.of("role", "content", "refusal", "tool_calls", "function_call", "annotations", "audio");
    private static final Set<String> USAGE = Set.of(
            "prompt_tokens", "completion_tokens", "total_tokens", "prompt_tokens_details", "completion_tokens_details");

    private Strict() {}

    /** A whole answer for a strict caller. */
    static byte[] reply(byte[] body) throws Unreadable {
        Json.Obj answer = ReplyReader.parse(body);
        Json.Obj hidden = answer(answer);
        return hidden.equals(answer) ? body : JsonCodec.write(hidden);
    }

    static Json.Obj answer(Json.Obj answer) {
        Map<String, Json> fields = kept(answer, ANSWER);
        if (fields.get("choices") instanceof Json.Arr(List<Json> choices)) {
            List<Json> shown = new ArrayList<>();
            choices.forEach(choice -> shown.add(choice instanceof Json.Obj object ? choice(object) : choice));
            fields.put("choices", Json.array(shown));
        }
        if (fields.get("usage") instanceof Json.Obj usage) {
            fields.put("usage", new Json.Obj(kept(usage, USAGE)));
        }
        return new Json.Obj(fields);
    }

    private static Json.Obj choice(Json.Obj choice) {
        Map<String, Json> fields = kept(choice, CHOICE);
        for (String name : List.of("message", "delta")) {
            if (fields.get(name) instanceof Json.Obj message) {
                fields.put(name, new Json.Obj(kept(message, MESSAGE)));
            }
        }
        return new Json.Obj(fields);
    }

    private static Map<String, Json> kept(Json.Obj object, Set<String> names) {
        Map<String, Json> fields = new LinkedHashMap<>(object.fields());
        fields.keySet().retainAll(names);
        return fields;
    }
}
