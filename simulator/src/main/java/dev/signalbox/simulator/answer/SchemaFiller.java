package dev.signalbox.simulator.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Invents JSON that satisfies a JSON schema: types, enum, const, required properties, bounds of numbers, strings and arrays,
 * local references, allOf, anyOf and oneOf. Regular expressions are not solved: a pattern is answered with a plain word.
 */
final class SchemaFiller {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 8;
    private static final int BOTTOM = 64;
    private static final String[] WORDS = {"signal", "point", "lever", "junction", "platform", "lamp", "siding", "bell"
    };

    private final JsonNode root;
    private final SplittableRandom random;

    private SchemaFiller(JsonNode root, long seed) {
        this.root = root;
        this.random = new SplittableRandom(seed);
    }

    /** JSON text that satisfies the schema. */
    static String fill(JsonNode schema, long seed) {
        return MAPPER.writeValueAsString(new SchemaFiller(schema, seed).value(schema, 0));
    }

    /** A JSON object that carries a text. */
    static String anyObject(String text) {
        return MAPPER.writeValueAsString(NODES.objectNode().put("answer", text));
    }

    private JsonNode value(JsonNode unresolved, int depth) {
        JsonNode schema = resolved(unresolved);
        if (depth > BOTTOM) {
            return NODES.nullNode(); // only a schema without a finite instance comes here
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
            return schema.path("enum").path(random.nextInt(schema.path("enum").size()));
        }
        for (String choice : List.of("anyOf", "oneOf")) {
            if (schema.path(choice).isArray() && !schema.path(choice).isEmpty()) {
                int last = schema.path(choice).size() - 1;
                return value(schema.path(choice).path(depth < DEEPEST ? 0 : last), depth + 1);
            }
        }
        return typed(schema, type(schema), depth);
    }

    private JsonNode typed(JsonNode schema, String type, int depth) {
        return switch (type) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> NODES.numberNode((long) Math.ceil(number(schema, true)));
            case "number" -> NODES.numberNode(number(schema, false));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "null" -> NODES.nullNode();
            default -> NODES.stringNode(string(schema));
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.path(0).asString("string");
        }
        if (type.isString()) {
            return type.stringValue();
        }
        return schema.has("properties") || schema.isEmpty() ? "object" : schema.has("items") ? "array" : "string";
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").values().forEach(name -> required.add(name.asString()));
        for (String name : required) {
            object.set(name, value(schema.path("properties").path(name), depth + 1));
        }
        if (required.isEmpty() && depth < DEEPEST) {
            schema.path("properties")
                    .propertyStream()
                    .limit(1)
                    .forEach(property -> object.set(property.getKey(), value(property.getValue(), depth + 1)));
        }
        return object;
    }

    private JsonNode array(JsonNode schema, int depth) {
        ArrayNode array = NODES.arrayNode();
        int least = schema.path("minItems").asInt(depth < DEEPEST ? 1 : 0);
        for (int i = 0; i < least; i++) {
            JsonNode item = schema.path("prefixItems").has(i)
                    ? schema.path("prefixItems").path(i)
                    : schema.path("items");
            array.add(value(item, depth + 1));
        }
        return array;
    }

    private double number(JsonNode schema, boolean whole) {
        double step = whole ? 1 : 0.5;
        double least = bound(schema, "minimum", "exclusiveMinimum", step);
        double most = bound(schema, "maximum", "exclusiveMaximum", -step);
        if (Double.isNaN(least)) {
            least = Double.isNaN(most) ? 1 : most - 10;
        }
        if (Double.isNaN(most)) {
            most = least + 10;
        }
        double multiple = schema.path("multipleOf").asDouble(step);
        double first = Math.ceil(least / multiple);
        double last = Math.max(first, Math.floor(most / multiple));
        return (first + random.nextInt((int) Math.min(last - first, 1000) + 1)) * multiple;
    }

    private static double bound(JsonNode schema, String inclusive, String exclusive, double step) {
        if (schema.path(exclusive).isNumber()) {
            return schema.path(exclusive).doubleValue() + step;
        }
        return schema.path(inclusive).isNumber() ? schema.path(inclusive).doubleValue() : Double.NaN;
    }

    private String string(JsonNode schema) {
        String known = formatted(schema.path("format").asString(""));
        StringBuilder text = new StringBuilder(known == null ? WORDS[random.nextInt(WORDS.length)] : known);
        while (text.length() < schema.path("minLength").asInt(0)) {
            text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
        }
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        return text.length() <= most ? text.toString() : text.substring(0, most);
    }

    private static @Nullable String formatted(String format) {
        return switch (format) {
            case "date-time" -> "2026-01-02T03:04:05Z";
            case "date" -> "2026-01-02";
            case "time" -> "03:04:05Z";
            case "duration" -> "PT5M";
            case "email" -> "signalman@example.com";
            case "hostname" -> "box.example.com";
            case "ipv4" -> "192.0.2.1";
            case "ipv6" -> "2001:db8::1";
            case "uuid" -> "6f0d2b3c-58a1-4c7e-9a4d-1b2c3d4e5f60";
            case "uri" -> "https://example.com/box";
            default -> null;
        };
    }

    /** The schema behind local references, with its allOf parts merged in. */
    private JsonNode resolved(JsonNode unresolved) {
        JsonNode schema = unresolved;
        for (int i = 0; i < DEEPEST && schema.path("$ref").isString(); i++) {
            String reference = schema.path("$ref").stringValue();
            schema = reference.startsWith("#") ? root.at(reference.substring(1)) : NODES.objectNode();
        }
        if (!schema.path("allOf").isArray()) {
            return schema;
        }
        ObjectNode merged = NODES.objectNode();
        merge(merged, schema);
        schema.path("allOf").values().forEach(part -> merge(merged, resolved(part)));
        return merged;
    }

    private static void merge(ObjectNode into, JsonNode from) {
        from.properties().forEach(entry -> {
            JsonNode present = into.path(entry.getKey());
            if (entry.getKey().equals("allOf")) {
                return;
            }
            if (entry.getKey().equals("properties") && present.isObject()) {
                ((ObjectNode) present).setAll((ObjectNode) entry.getValue());
            } else if (entry.getKey().equals("required") && present.isArray()) {
                entry.getValue().values().forEach(((ArrayNode) present)::add);
            } else {
                into.set(entry.getKey(), entry.getValue().deepCopy());
            }
        });
    }
}
