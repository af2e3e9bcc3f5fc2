package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.dialect.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What {@code strict: true} asks of every object in a schema: nothing beyond its properties, and all of them required. */
final class StrictSchema {
    private final String owner;
    private final String param;
    private final @Nullable String code;

    private StrictSchema(String owner, String param, @Nullable String code) {
        this.owner = owner;
        this.param = param;
        this.code = code;
    }

    /** @param owner whose schema it is, as the message names it */
    static void check(JsonNode schema, String owner, String param, @Nullable String code) {
        new StrictSchema(owner, param, code).check(schema, List.of());
    }

    private void check(JsonNode schema, List<String> context) {
        if (schema.path("type").asString("").equals("object") || schema.has("properties")) {
            checkObject(schema, context);
        }
        if (schema.path("items").isObject()) {
            check(schema.path("items"), and(context, "items"));
        }
        for (String union : List.of("anyOf", "allOf", "oneOf")) {
            for (int i = 0; i < schema.path(union).size(); i++) {
                check(schema.path(union).path(i), and(and(context, union), String.valueOf(i)));
            }
        }
        for (Map.Entry<String, JsonNode> definition : schema.path("$defs").properties()) {
            check(definition.getValue(), and(and(context, "$defs"), definition.getKey()));
        }
    }

    private void checkObject(JsonNode schema, List<String> context) {
        if (!schema.path("additionalProperties").isBoolean()
                || schema.path("additionalProperties").booleanValue()) {
            throw invalid(context, "'additionalProperties' is required to be supplied and to be false.");
        }
        List<String> required = schema.path("required").values().stream()
                .map(JsonNode::asString)
                .toList();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (!required.contains(property.getKey())) {
                throw invalid(
                        context,
                        "'required' is required to be supplied and to be an array including every key in properties."
                                + " Missing '" + property.getKey() + "'.");
            }
            check(property.getValue(), and(and(context, "properties"), property.getKey()));
        }
    }

    private Rejection invalid(List<String> context, String problem) {
        String place = context.stream().map(part -> '\'' + part + '\'').collect(Collectors.joining(", ", "(", ")"));
        return Rejection.badRequest(
                "Invalid schema for " + owner + ": In context=" + place + ", " + problem, param, code);
    }

    private static List<String> and(List<String> context, String more) {
        List<String> longer = new ArrayList<>(context);
        longer.add(more);
        return longer;
    }
}
