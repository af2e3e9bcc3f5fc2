package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns Google's schemas into JSON Schema: they are a part of OpenAPI 3.0, with types in capitals, {@code nullable}, an order
 * of properties, and numbers in quotes. What is JSON Schema already stays as it is.
 *
 * @see <a href="https://ai.google.dev/api/caching#Schema">Google's schema</a>
 */
final class SchemaReader {
    private final boolean closed;

    private SchemaReader(boolean closed) {
        this.closed = closed;
    }

    /** The schema of a tool's arguments. */
    static Json.Obj open(Json.Obj schema) {
        return new SchemaReader(false).schema(schema);
    }

    /**
     * The schema of an answer. Google's models answer with the properties that are listed and no others, which JSON Schema
     * must say in words.
     */
    static Json.Obj closed(Json.Obj schema) {
        return new SchemaReader(true).schema(schema);
    }

    private Json.Obj schema(Json.Obj schema) {
        boolean nullable =
                Asked.find(schema, "nullable").filter(Json.bool(true)::equals).isPresent();
        Map<String, Json> written = new LinkedHashMap<>();
        schema.fields().forEach((name, value) -> keyword(camel(name), value, schema, nullable, written));
        boolean lists = written.containsKey("properties") && !written.containsKey("additionalProperties");
        if (closed && lists) {
            written.put("additionalProperties", Json.bool(false));
        }
        return new Json.Obj(written);
    }

    private void keyword(String name, Json value, Json.Obj schema, boolean nullable, Map<String, Json> written) {
        switch (name) {
            case "type" -> type(value, nullable).ifPresent(type -> written.put(name, type));
            case "enum" -> written.put(name, nullable ? withNull(value) : value);
            case "nullable", "propertyOrdering" -> {
                // said in other words
            }
            case "format" -> {
                if (!value.equals(Json.text("enum"))) {
                    written.put(name, value);
                }
            }
            case "example" -> written.put("examples", Json.array(List.of(value)));
            case "properties" -> written.put(name, each(value, order(schema)));
            case "defs", "$defs" -> written.put("$defs", each(value, List.of()));
            case "ref" -> written.put("$ref", value);
            case "items", "additionalProperties", "not" -> written.put(name, inner(value));
            case "anyOf", "oneOf", "allOf", "prefixItems" -> written.put(name, inner(value));
            case "minItems",
                    "maxItems",
                    "minLength",
                    "maxLength",
                    "minProperties",
                    "maxProperties",
                    "minimum",
                    "maximum" ->
                written.put(
                        name, Asked.number(value).<Json>map(number -> number).orElse(value));
            default -> written.put(name, value);
        }
    }

    private static Optional<Json> type(Json value, boolean nullable) {
        List<Json> types = new ArrayList<>();
        List<Json> given = value instanceof Json.Arr(List<Json> items) ? items : List.of(value);
        for (Json type : given) {
            if (type instanceof Json.Text(String word) && !word.equals("TYPE_UNSPECIFIED")) {
                types.add(Json.text(word.toLowerCase(Locale.ROOT)));
            }
        }
        if (nullable && !types.isEmpty() && !types.contains(Json.text("null"))) {
            types.add(Json.text("null"));
        }
        if (types.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(types.size() == 1 ? types.getFirst() : Json.array(types));
    }

    private static Json withNull(Json words) {
        if (!(words instanceof Json.Arr(List<Json> items)) || items.contains(Json.none())) {
            return words;
        }
        List<Json> more = new ArrayList<>(items);
        more.add(Json.none());
        return Json.array(more);
    }

    private Json inner(Json value) {
        return switch (value) {
            case Json.Obj object -> schema(object);
            case Json.Arr(List<Json> items) ->
                Json.array(items.stream().map(this::inner).toList());
            case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> value;
        };
    }

    /** Named schemas, the ones in this order first. */
    private Json each(Json value, List<String> order) {
        if (!(value instanceof Json.Obj object)) {
            return value;
        }
        Map<String, Json> named = new LinkedHashMap<>();
        for (String name : order) {
            Json first = object.get(name);
            if (first != null) {
                named.put(name, inner(first));
            }
        }
        object.fields().forEach((name, schema) -> named.putIfAbsent(name, inner(schema)));
        return new Json.Obj(named);
    }

    private static List<String> order(Json.Obj schema) {
        List<String> order = new ArrayList<>();
        if (Asked.find(schema, "propertyOrdering").orElse(Json.none()) instanceof Json.Arr(List<Json> names)) {
            for (Json name : names) {
                if (name instanceof Json.Text(String word)) {
                    order.add(word);
                }
            }
        }
        return order;
    }

    /** A keyword may also be written with underscores. */
    private static String camel(String name) {
        if (name.indexOf('_') < 0) {
            return name;
        }
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_", -1)) {
            camel.append(
                    camel.isEmpty() || word.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return camel.toString();
    }
}
