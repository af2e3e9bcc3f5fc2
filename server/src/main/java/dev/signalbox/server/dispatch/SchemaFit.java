package dev.signalbox.server.dispatch;

import dev.signalbox.wire.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a JSON value fits a JSON Schema, as far as models get it wrong: {@code type}, {@code required},
 * {@code properties}, {@code additionalProperties: false}, {@code items}, {@code enum}, {@code const}, {@code anyOf},
 * {@code oneOf} (as anyOf), {@code allOf} and {@code $ref} within the schema. What else a schema says is not looked at.
 */
final class SchemaFit {
    private static final int DEEPEST = 64;

    /** What refers to itself twice would be looked at for ever; what costs more than this is given the benefit of the doubt. */
    private static final int MOST_STEPS = 200_000;

    private final Json.Obj root;
    private int steps;

    private SchemaFit(Json.Obj root) {
        this.root = root;
    }

    static boolean fits(Json value, Json.Obj schema) {
        return new SchemaFit(schema).fits(value, schema, 0);
    }

    private boolean fits(Json value, Json schema, int depth) {
        if (schema instanceof Json.Bool(boolean anything)) {
            return anything;
        }
        if (!(schema instanceof Json.Obj rules) || depth > DEEPEST || ++steps > MOST_STEPS) {
            return true;
        }
        return referred(rules).map(target -> fits(value, target, depth + 1)).orElse(true)
                && typed(value, rules)
                && listed(value, rules)
                && combined(value, rules, depth)
                && (!(value instanceof Json.Obj object) || inside(object, rules, depth))
                && (!(value instanceof Json.Arr array) || inside(array, rules, depth));
    }

    private Optional<Json> referred(Json.Obj rules) {
        return rules.text("$ref").flatMap(reference -> {
            if (!reference.startsWith("#")) {
                return Optional.empty();
            }
            Json at = root;
            for (String step : reference.substring(1).split("/", -1)) {
                if (!step.isEmpty()) {
                    Json next = at instanceof Json.Obj object
                            ? object.get(step.replace("~1", "/").replace("~0", "~"))
                            : null;
                    if (next == null) {
                        return Optional.empty();
                    }
                    at = next;
                }
            }
            return Optional.of(at);
        });
    }

    private static boolean typed(Json value, Json.Obj rules) {
        return switch (rules.get("type")) {
            case Json.Text(String type) -> is(value, type);
            case Json.Arr(List<Json> types) ->
                types.stream().anyMatch(type -> type instanceof Json.Text(String word) && is(value, word));
            case null, default -> true;
        };
    }

    private static boolean is(Json value, String type) {
        return switch (type) {
            case "object" -> value instanceof Json.Obj;
            case "array" -> value instanceof Json.Arr;
            case "string" -> value instanceof Json.Text;
            case "number" -> value instanceof Json.Num;
            case "integer" ->
                value instanceof Json.Num number
                        && number.exact()
                                .filter(exact -> exact.signum() == 0
                                        || exact.stripTrailingZeros().scale() <= 0)
                                .isPresent();
            case "boolean" -> value instanceof Json.Bool;
            case "null" -> value instanceof Json.Null;
            default -> true;
        };
    }

    private boolean listed(Json value, Json.Obj rules) {
        boolean one = !(rules.get("enum") instanceof Json.Arr(List<Json> allowed))
                || allowed.stream().anyMatch(each -> ++steps > MOST_STEPS || same(each, value));
        Json constant = rules.get("const");
        return one && (constant == null || same(constant, value));
    }

    private static boolean same(Json one, Json other) {
        if (one instanceof Json.Num a && other instanceof Json.Num b) {
            Optional<BigDecimal> first = a.exact();
            Optional<BigDecimal> second = b.exact();
            return first.isPresent() && second.isPresent() && first.get().compareTo(second.get()) == 0;
        }
        return one.equals(other);
    }

    private boolean combined(Json value, Json.Obj rules, int depth) {
        return rules.items("allOf").stream().allMatch(schema -> fits(value, schema, depth + 1))
                && any(value, rules.items("anyOf"), depth)
                && any(value, rules.items("oneOf"), depth);
    }

    private boolean any(Json value, List<Json> schemas, int depth) {
        return schemas.isEmpty() || schemas.stream().anyMatch(schema -> fits(value, schema, depth + 1));
    }

    private boolean inside(Json.Obj value, Json.Obj rules, int depth) {
        boolean all = rules.items("required").stream()
                .allMatch(name -> !(name instanceof Json.Text(String word)) || value.get(word) != null);
        Json.Obj known = rules.object("properties").orElse(Json.object(_ -> {}));
        Set<String> names = known.fields().keySet();
        boolean closed =
                rules.bool("additionalProperties").filter(open -> !open).isPresent()
                        && rules.object("patternProperties").isEmpty();
        return all
                && (!closed || names.containsAll(value.fields().keySet()))
                && value.fields().entrySet().stream().allMatch(field -> {
                    Json schema = known.get(field.getKey());
                    return schema == null || fits(field.getValue(), schema, depth + 1);
                });
    }

    private boolean inside(Json.Arr value, Json.Obj rules, int depth) {
        Json items = rules.get("items");
        return items == null
                || !rules.items("prefixItems").isEmpty()
                || value.items().stream().allMatch(item -> fits(item, items, depth + 1));
    }
}
