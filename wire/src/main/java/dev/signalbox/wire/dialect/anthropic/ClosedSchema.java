package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The schema of an answer in the form in which the provider takes it: each object that lists its properties must say that it
 * holds no others. What says something else about them stays, for the provider to judge.
 *
 * @see <a href="https://docs.claude.com/en/docs/build-with-claude/structured-outputs">structured outputs</a>
 */
final class ClosedSchema {
    private static final String OTHERS = "additionalProperties";
    private static final String LISTED = "properties";

    /** Fields whose values are schemas by name. */
    private static final Set<String> NAMED = Set.of(LISTED, "$defs", "definitions");

    private static final Set<String> NESTED = Set.of("items", "prefixItems", "anyOf", "oneOf", "allOf", OTHERS);

    private ClosedSchema() {}

    static Json.Obj of(Json.Obj schema) {
        Map<String, Json> fields = new LinkedHashMap<>();
        schema.fields().forEach((name, value) -> fields.put(name, field(name, value)));
        if (fields.containsKey(LISTED)) {
            fields.putIfAbsent(OTHERS, Json.bool(false));
        }
        return new Json.Obj(fields);
    }

    private static Json field(String name, Json value) {
        if (NAMED.contains(name) && value instanceof Json.Obj schemas) {
            Map<String, Json> closed = new LinkedHashMap<>();
            schemas.fields().forEach((key, schema) -> closed.put(key, inner(schema)));
            return new Json.Obj(closed);
        }
        return NESTED.contains(name) ? inner(value) : value;
    }

    private static Json inner(Json value) {
        return switch (value) {
            case Json.Obj schema -> of(schema);
            case Json.Arr(List<Json> several) ->
                Json.array(several.stream().map(ClosedSchema::inner).toList());
            case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> value;
        };
    }
}
