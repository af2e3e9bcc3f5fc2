package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.dialect.Json;
import dev.signalbox.simulator.dialect.Rejection;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a request as the API reads JSON: names in camel case or in snake case, nulls as absent, and nothing that it does not
 * know. What comes out has names in camel case only.
 */
final class Payload {
    private static final Pattern UPPER = Pattern.compile("[A-Z]");
    private static final Pattern UNDERSCORE = Pattern.compile("(?<=.)_([a-z])");
    private static final Pattern BASE64_URL = Pattern.compile("[-_]");

    private final boolean vertex;

    private Payload(boolean vertex) {
        this.vertex = vertex;
    }

    static ObjectNode read(JsonNode request, String message, boolean vertex) {
        return new Payload(vertex).message(request, message, "");
    }

    private ObjectNode message(JsonNode from, String message, String place) {
        Map<String, String> fields = Messages.fields(message, vertex);
        ObjectNode into = Json.object();
        for (Map.Entry<String, JsonNode> property : from.properties()) {
            String name = fields.containsKey(property.getKey()) ? property.getKey() : camel(property.getKey());
            String kind = fields.get(name);
            if (kind == null) {
                throw unknown(property.getKey(), place, "Cannot find field.");
            }
            if (!property.getValue().isNull()) {
                String there = place.isEmpty() ? snake(name) : place + '.' + snake(name);
                into.set(name, value(property.getValue(), kind, there, place, property.getKey()));
            }
        }
        return into;
    }

    private JsonNode value(JsonNode value, String kind, String place, String parent, String name) {
        if (kind.startsWith("[")) {
            return list(value, kind.substring(1, kind.length() - 1), place, parent, name);
        }
        if (kind.startsWith("{")) {
            return map(value, kind.substring(1, kind.length() - 1), place);
        }
        if (value.isArray() && !kind.equals("any")) {
            throw unknown(name, parent, "Proto field is not repeating, cannot start list.");
        }
        return switch (kind) {
            case "any" -> value;
            case "string" -> right(value.isString(), value, place, "TYPE_STRING");
            case "bytes" -> right(isBase64(value), value, place, "TYPE_BYTES");
            case "boolean" -> right(value.isBoolean(), value, place, "TYPE_BOOL");
            case "number" -> right(value.isNumber(), value, place, "TYPE_FLOAT");
            case "integer" -> right(isInteger(value), value, place, "TYPE_INT32");
            case "object" -> right(value.isObject(), value, place, "type.googleapis.com/google.protobuf.Struct");
            default -> message(right(value.isObject(), value, place, kind), kind, place);
        };
    }

    private JsonNode list(JsonNode values, String kind, String place, String parent, String name) {
        ArrayNode list = Json.object().arrayNode();
        if (!values.isArray()) {
            list.add(value(values, kind, place, parent, name)); // one alone is taken for a list of one
            return list;
        }
        for (int i = 0; i < values.size(); i++) {
            list.add(value(values.path(i), kind, place + '[' + i + ']', parent, name));
        }
        return list;
    }

    private JsonNode map(JsonNode values, String kind, String place) {
        ObjectNode map = Json.object();
        int i = 0;
        for (Map.Entry<String, JsonNode> entry :
                right(values.isObject(), values, place, "map").properties()) {
            String there = place + '[' + i++ + "].value";
            map.set(entry.getKey(), value(entry.getValue(), kind, there, place, entry.getKey()));
        }
        return map;
    }

    private static JsonNode right(boolean right, JsonNode value, String place, String type) {
        if (!right) {
            throw invalid("Invalid value at '" + place + "' (" + type + "), " + value, place);
        }
        return value;
    }

    private static boolean isInteger(JsonNode value) {
        return value.isIntegralNumber()
                || (value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue()))
                || (value.isString() && value.stringValue().matches("-?[0-9]{1,18}"));
    }

    private static boolean isBase64(JsonNode value) {
        if (!value.isString()) {
            return false;
        }
        String text = value.stringValue();
        try {
            (BASE64_URL.matcher(text).find() ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Rejection unknown(String name, String place, String why) {
        String at = place.isEmpty() ? "" : " at '" + place + "'";
        return invalid("Invalid JSON payload received. Unknown name \"" + name + "\"" + at + ": " + why, place);
    }

    private static Rejection invalid(String message, String place) {
        return new Rejection(400, null, message, place, null);
    }

    private static String snake(String camel) {
        return UPPER.matcher(camel)
                .replaceAll(found -> "_" + Character.toLowerCase(found.group().charAt(0)));
    }

    private static String camel(String snake) {
        return UNDERSCORE
                .matcher(snake)
                .replaceAll(found ->
                        String.valueOf(Character.toUpperCase(found.group(1).charAt(0))));
    }
}
