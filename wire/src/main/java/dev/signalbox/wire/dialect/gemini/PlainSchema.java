package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON Schema as {@code parametersJsonSchema} and {@code responseJsonSchema} take it.
 *
 * <p>They take plain JSON Schema and leave out of account what they do not support, but for three things that tools often
 * hold: the dialect's mark {@code $schema} means nothing there, a {@code const} is known only as an {@code enum} of one, and a
 * {@code $ref} must stand alone.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#FIELDS.response_json_schema">what is supported</a>
 */
final class PlainSchema {
    /** Fields whose values are schemas by name. */
    static final List<String> NAMED =
            List.of("properties", "$defs", "definitions", "patternProperties", "dependentSchemas");

    private PlainSchema() {}

    static Json.Obj of(Json.Obj schema) {
        Map<String, Json> fields = new LinkedHashMap<>();
        schema.fields().forEach((name, value) -> {
            if (name.equals("const") && !(value instanceof Json.Obj) && !(value instanceof Json.Arr)) {
                fields.put("enum", Json.array(List.of(value)));
            } else if (!name.equals("$schema")) {
                fields.put(name, NAMED.contains(name) ? named(value) : isData(name) ? value : inner(value));
            }
        });
        return alone(new Json.Obj(fields));
    }

    private static boolean isData(String name) {
        return List.of("enum", "default", "example", "examples", "required", "const")
                .contains(name);
    }

    private static Json named(Json value) {
        if (!(value instanceof Json.Obj schemas)) {
            return value;
        }
        Map<String, Json> cleaned = new LinkedHashMap<>();
        schemas.fields().forEach((name, schema) -> cleaned.put(name, inner(schema)));
        return new Json.Obj(cleaned);
    }

    private static Json inner(Json value) {
        return switch (value) {
            case Json.Obj schema -> of(schema);
            case Json.Arr several -> {
                List<Json> cleaned = new ArrayList<>();
                several.items().forEach(item -> cleaned.add(inner(item)));
                yield Json.array(cleaned);
            }
            case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> value;
        };
    }

    /** A reference beside other fields, of which each says something, becomes the only choice of an {@code anyOf}. */
    private static Json.Obj alone(Json.Obj schema) {
        Json target = schema.get("$ref");
        boolean others = schema.fields().keySet().stream().anyMatch(name -> !name.startsWith("$"));
        if (target == null || !others || schema.get("anyOf") != null) {
            return schema;
        }
        Json.Obj reference = Json.object(f -> f.put("$ref", target));
        return schema.without("$ref").with("anyOf", Json.array(List.of(reference)));
    }
}
