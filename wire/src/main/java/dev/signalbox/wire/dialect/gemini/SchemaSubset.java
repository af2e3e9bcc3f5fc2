package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A JSON Schema as the subset of OpenAPI's that {@code parameters} and {@code responseSchema} take. There a field that is not
 * known fails the whole request, so only what is known is written; what constrained more than that is told as lost.
 *
 * <p>References are written out. One that leads back into itself, and all below a depth and a number of schemas that no tool
 * needs, becomes any object, so that no schema makes this run long. Serves one schema.
 *
 * @see <a href="https://ai.google.dev/api/caching#Schema">the subset</a>
 */
final class SchemaSubset {
    private static final int DEEPEST = 32;
    private static final int MOST = 4_000;

    /** Taken as they are. */
    private static final List<String> KEPT = List.of(
            "title",
            "description",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "minLength",
            "maxLength",
            "pattern",
            "minimum",
            "maximum",
            "default",
            "example",
            "propertyOrdering");

    /** Written in another way, or saying nothing that the model needs. */
    private static final List<String> HANDLED = List.of(
            "type",
            "format",
            "nullable",
            "enum",
            "const",
            "properties",
            "required",
            "items",
            "prefixItems",
            "anyOf",
            "oneOf",
            "allOf",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "$ref",
            "$defs",
            "definitions",
            "$schema",
            "$id",
            "$comment",
            "$anchor",
            "examples",
            "discriminator",
            "additionalProperties",
            "readOnly",
            "writeOnly",
            "deprecated");

    private final SchemaParts parts;
    private final Deque<String> open = new ArrayDeque<>();
    private final TreeSet<String> lost = new TreeSet<>();
    private int written;

    private SchemaSubset(Json.Obj root) {
        this.parts = new SchemaParts(root);
    }

    static Json.Obj of(Json.Obj schema, String path, Notes notes) {
        SchemaSubset subset = new SchemaSubset(schema);
        Json.Obj written = subset.schema(schema, 0);
        if (!subset.lost.isEmpty()) {
            notes.hint(path, "the schema's " + String.join(", ", subset.lost) + " cannot be said in Gemini's subset");
        }
        return written;
    }

    private Json.Obj schema(Json value, int depth) {
        if (!(value instanceof Json.Obj schema)) {
            return typed("string"); // "anything", which the subset cannot say
        }
        if (depth > DEEPEST || ++written > MOST) {
            lost.add("depth");
            return typed("object");
        }
        Optional<String> reference = schema.text("$ref");
        if (reference.isPresent()) {
            return referred(reference.get(), schema, depth);
        }
        Json.Obj whole = parts.merged(schema);
        List<Json> choices = new ArrayList<>(whole.items("anyOf"));
        choices.addAll(whole.items("oneOf"));
        if (!choices.isEmpty()) {
            return chosen(whole, choices, depth);
        }
        List<String> types = types(whole);
        boolean nullable = types.remove("null") || whole.bool("nullable").orElse(false);
        if (types.size() > 1) {
            List<Json> each = new ArrayList<>();
            types.forEach(type -> each.add(whole.without("description", "title").with("type", Json.text(type))));
            return chosen(whole, each, depth);
        }
        return plain(whole, types.isEmpty() ? guessed(whole) : types.getFirst(), nullable, depth);
    }

    private Json.Obj referred(String reference, Json.Obj holder, int depth) {
        Optional<Json> target = parts.resolve(reference);
        if (target.isEmpty() || open.contains(reference)) {
            lost.add("$ref " + reference);
            return said(typed("object"), holder);
        }
        open.push(reference);
        Json.Obj written = schema(target.get(), depth + 1);
        open.pop();
        return said(written, holder);
    }

    /** What stands beside a reference or a choice goes before what it leads to. */
    private static Json.Obj said(Json.Obj schema, Json.Obj holder) {
        Optional<Json> words = holder.find("description");
        return words.isPresent() ? schema.with("description", words.get()) : schema;
    }

    /** Several choices; JSON null among them makes the others nullable. */
    private Json.Obj chosen(Json.Obj holder, List<Json> choices, int depth) {
        List<Json> written = new ArrayList<>();
        boolean nullable =
                holder.bool("nullable").orElse(false) || types(holder).contains("null");
        for (Json choice : choices) {
            boolean none = choice instanceof Json.Obj object && types(object).equals(List.of("null"));
            nullable |= none;
            if (!none) {
                written.add(schema(choice, depth + 1));
            }
        }
        Json.Obj whole = written.size() == 1
                ? (Json.Obj) written.getFirst()
                : written.isEmpty() ? typed("string") : Json.object(f -> f.put("anyOf", Json.array(written)));
        return said(nullable ? whole.with("nullable", Json.bool(true)) : whole, holder);
    }

    private Json.Obj plain(Json.Obj schema, String type, boolean nullable, int depth) {
        note(schema);
        return Json.object(f -> {
            f.put("type", type);
            KEPT.forEach(name -> f.maybe(name, schema.find(name)));
            bound(f, schema, type, "minimum", "exclusiveMinimum", 1);
            bound(f, schema, type, "maximum", "exclusiveMaximum", -1);
            schema.text("format")
                    .filter(format -> SchemaWords.isFormat(type, format))
                    .ifPresent(w -> f.put("format", w));
            boolean hasNull = SchemaWords.values(f, schema, type);
            if (nullable || hasNull) {
                f.put("nullable", true);
            }
            switch (type) {
                case "object" -> properties(f, schema, depth);
                case "array" -> f.put("items", items(schema, depth));
                default -> {}
            }
        });
    }

    private void note(Json.Obj schema) {
        schema.fields().keySet().stream()
                .filter(name -> !KEPT.contains(name) && !HANDLED.contains(name) && !name.startsWith("x-"))
                .forEach(lost::add);
        if (schema.object("additionalProperties").isPresent()) {
            lost.add("additionalProperties");
        }
    }

    /** A whole number beyond a bound begins one behind it; of others the bound itself is the nearest that can be said. */
    private static void bound(Json.Fields f, Json.Obj schema, String type, String name, String exclusive, int step) {
        schema.decimal(exclusive)
                .ifPresent(bound -> f.put(
                        name,
                        type.equals("integer") && schema.whole(exclusive).isPresent()
                                ? Json.number(schema.whole(exclusive).getAsLong() + step)
                                : Json.number(bound)));
    }

    private void properties(Json.Fields f, Json.Obj schema, int depth) {
        Map<String, Json> properties = new LinkedHashMap<>();
        schema.object("properties")
                .ifPresent(all -> all.fields().forEach((name, value) -> {
                    if (!value.equals(Json.bool(false))) {
                        properties.put(name, schema(value, depth + 1));
                    }
                }));
        if (properties.isEmpty()) {
            return; // an empty object of properties is refused
        }
        f.put("properties", new Json.Obj(properties));
        List<Json> required = schema.items("required").stream()
                .filter(name -> name instanceof Json.Text(String text) && properties.containsKey(text))
                .toList();
        if (!required.isEmpty()) {
            f.put("required", Json.array(required));
        }
    }

    /** An array must say what it holds. */
    private Json.Obj items(Json.Obj schema, int depth) {
        List<Json> tuple = schema.get("items") instanceof Json.Arr old ? old.items() : schema.items("prefixItems");
        if (schema.get("items") instanceof Json.Obj one) {
            return schema(one, depth + 1);
        }
        return tuple.isEmpty()
                ? typed("string")
                : chosen(Json.object(f -> {}), tuple.stream().distinct().toList(), depth);
    }

    private static List<String> types(Json.Obj schema) {
        List<String> types = new ArrayList<>();
        schema.text("type").ifPresent(types::add);
        schema.items("type").forEach(type -> {
            if (type instanceof Json.Text(String word)) {
                types.add(word);
            }
        });
        return types;
    }

    /** The type that a schema without one must mean. */
    private static String guessed(Json.Obj schema) {
        if (schema.get("properties") != null) {
            return "object";
        }
        return schema.get("items") != null || schema.get("prefixItems") != null
                ? "array"
                : SchemaWords.typeOf(schema.find("const")
                        .or(() -> schema.items("enum").stream().findFirst()));
    }

    private static Json.Obj typed(String type) {
        return Json.object(f -> f.put("type", type));
    }
}
