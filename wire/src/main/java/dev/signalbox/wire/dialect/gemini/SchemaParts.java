package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the parts of a schema lie that it does not hold in their place: behind references, and in {@code allOf}. */
record SchemaParts(Json.Obj root) {

    /** What a pointer within the document leads to. */
    Optional<Json> resolve(String reference) {
        if (!reference.startsWith("#")) {
            return Optional.empty();
        }
        Json at = root;
        for (String step : reference.substring(1).split("/")) {
            if (step.isEmpty()) {
                continue;
            }
            String name = decoded(step).replace("~1", "/").replace("~0", "~");
            Json next = at instanceof Json.Obj object ? object.get(name) : null;
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(at);
    }

    /** A fragment of an address may have escaped bytes; what is no such escape stays as it is. */
    private static String decoded(String step) {
        byte[] from = step.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream to = new ByteArrayOutputStream(from.length);
        for (int i = 0; i < from.length; i++) {
            boolean escape = from[i] == '%' && i + 2 < from.length;
            int high = escape ? Character.digit(from[i + 1], 16) : -1;
            int low = escape ? Character.digit(from[i + 2], 16) : -1;
            if (high >= 0 && low >= 0) {
                to.write(high * 16 + low);
                i += 2;
            } else {
                to.write(from[i]);
            }
        }
        return to.toString(StandardCharsets.UTF_8);
    }

    /** The schemas of {@code allOf} laid over each other. */
    Json.Obj merged(Json.Obj schema) {
        Json.Obj whole = schema;
        for (Json part : schema.items("allOf")) {
            Json target = part instanceof Json.Obj object
                    ? object.text("$ref").flatMap(this::resolve).orElse(part)
                    : part;
            if (target instanceof Json.Obj object) {
                whole = laid(whole, object);
            }
        }
        return whole;
    }

    private static Json.Obj laid(Json.Obj lower, Json.Obj upper) {
        Map<String, Json> fields = new LinkedHashMap<>(upper.fields());
        fields.putAll(lower.fields());
        Map<String, Json> properties = new LinkedHashMap<>();
        upper.object("properties").ifPresent(more -> properties.putAll(more.fields()));
        lower.object("properties").ifPresent(more -> properties.putAll(more.fields()));
        if (!properties.isEmpty()) {
            fields.put("properties", new Json.Obj(properties));
        }
        List<Json> required = new ArrayList<>(lower.items("required"));
        upper.items("required").stream()
                .filter(name -> !required.contains(name))
                .forEach(required::add);
        if (!required.isEmpty()) {
            fields.put("required", Json.array(required));
        }
        return new Json.Obj(fields);
    }
}
