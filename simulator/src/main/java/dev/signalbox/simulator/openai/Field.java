package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.dialect.Rejection;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One place in a request, with the API's words for what can be wrong there. A null counts as absent. */
record Field(String name, JsonNode value) {
    static Field of(JsonNode request, String name) {
        return new Field(name, request.path(name));
    }

    boolean present() {
        return !value.isMissingNode() && !value.isNull();
    }

    Field child(String child) {
        return new Field(name + '.' + child, value.path(child));
    }

    Field item(int index) {
        return new Field(name + '[' + index + ']', value.path(index));
    }

    void required() {
        if (!present()) {
            throw Rejection.badRequest(
                    "Missing required parameter: '" + name + "'.", name, "missing_required_parameter");
        }
    }

    void text() {
        typed(value.isString(), "a string");
    }

    void bool() {
        typed(value.isBoolean(), "a boolean");
    }

    void object() {
        typed(value.isObject(), "an object");
    }

    void array() {
        typed(value.isArray(), "an array of objects");
    }

    void decimal(double least, double most) {
        typed(value.isNumber(), "a decimal");
        range("decimal", least, most);
    }

    void integer(double least, double most) {
        typed(value.isIntegralNumber(), "an integer");
        range("integer", least, most);
    }

    void nonEmpty() {
        if (value.isArray() && value.isEmpty()) {
            throw Rejection.badRequest(
                    "Invalid '" + name
                            + "': empty array. Expected an array with minimum length 1, but got an empty array"
                            + " instead.",
                    name,
                    "empty_array");
        }
    }

    void atMost(int items) {
        if (value.isArray() && value.size() > items) {
            throw Rejection.badRequest(
                    "Invalid '" + name + "': array too long. Expected an array with maximum length " + items
                            + ", but got an array with length " + value.size() + " instead.",
                    name,
                    "array_above_max_length");
        }
    }

    void longest(int characters) {
        if (value.isString() && value.stringValue().length() > characters) {
            throw Rejection.badRequest(
                    "Invalid '" + name + "': string too long. Expected a string with maximum length " + characters
                            + ", but got a string with length "
                            + value.stringValue().length() + " instead.",
                    name,
                    "string_above_max_length");
        }
    }

    void matches(String pattern) {
        if (value.isString() && !value.stringValue().matches(pattern)) {
            throw Rejection.badRequest(
                    "Invalid '" + name
                            + "': string does not match pattern. Expected a string that matches the pattern '^"
                            + pattern + "$'.",
                    name,
                    "invalid_value");
        }
    }

    void oneOf(List<String> values) {
        text();
        if (present() && !values.contains(value.stringValue())) {
            String last = values.getLast();
            String others = values.subList(0, values.size() - 1).stream()
                    .map(one -> '\'' + one + '\'')
                    .collect(Collectors.joining(", "));
            throw Rejection.badRequest(
                    "Invalid value: '" + value.stringValue() + "'. Supported values are: " + others + ", and '" + last
                            + "'.",
                    name,
                    "invalid_value");
        }
    }

    private void typed(boolean right, String expected) {
        if (present() && !right) {
            throw Rejection.badRequest(
                    "Invalid type for '" + name + "': expected " + expected + ", but got " + kind(value) + " instead.",
                    name,
                    "invalid_type");
        }
    }

    private void range(String kind, double least, double most) {
        if (present() && value.doubleValue() < least) {
            throw outside(kind, "below minimum value. Expected a value >= " + plain(least), "_below_min_value");
        }
        if (present() && value.doubleValue() > most) {
            throw outside(kind, "above maximum value. Expected a value <= " + plain(most), "_above_max_value");
        }
    }

    private Rejection outside(String kind, String expected, String code) {
        return Rejection.badRequest(
                "Invalid '" + name + "': " + kind + ' ' + expected + ", but got " + value + " instead.",
                name,
                kind + code);
    }

    private static String plain(double bound) {
        return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
    }

    static @Nullable String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "a string";
            case BOOLEAN -> "a boolean";
            case NUMBER -> value.isIntegralNumber() ? "an integer" : "a decimal";
            case NULL, MISSING -> "null";
        };
    }
}
