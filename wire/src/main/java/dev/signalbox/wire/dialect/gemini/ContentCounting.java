package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.TokenCounting;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.json.JsonProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code :countTokens}. The Gemini API takes a request whole, in a wrapping that names the model again; Vertex AI takes it flat
 * and only with what makes the prompt.
 */
record ContentCounting(boolean flat) implements TokenCounting {
    private static final Set<String> TAKEN_FLAT = Set.of(
            "contents", "systemInstruction", "system_instruction", "tools", "generationConfig", "generation_config");

    @Override
    public String path(String model) {
        return ModelPath.of(model) + ":countTokens";
    }

    @Override
    public byte[] question(String model, byte[] request) throws Unreadable {
        try {
            return flat ? flat(JsonFields.of(request)) : wrapped(model, JsonCodec.readObject(request));
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] flat(JsonFields fields) {
        Map<String, Optional<Json>> others = new LinkedHashMap<>();
        for (String name : fields.names()) {
            if (!TAKEN_FLAT.contains(name)) {
                others.put(name, Optional.empty());
            }
        }
        return others.isEmpty() ? fields.bytes() : fields.patched(others);
    }

    private static byte[] wrapped(String model, Json.Obj request) {
        String name = model.contains("/") ? model : EnvelopeReader.COLLECTION + model;
        return JsonCodec.write(
                Json.object(body -> body.put("generateContentRequest", request.with("model", Json.text(name)))));
    }

    @Override
    public long read(byte[] body) throws Unreadable {
        try {
            long tokens = JsonCodec.readObject(body)
                    .find("totalTokens")
                    .filter(Json.Num.class::isInstance)
                    .map(value -> Long.parseLong(((Json.Num) value).spelling()))
                    .orElse(-1L);
            if (tokens < 0) {
                throw new Unreadable("totalTokens", "absent or below 0 (expected: a count)");
            }
            return tokens;
        } catch (JsonProblem | NumberFormatException e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }
}
