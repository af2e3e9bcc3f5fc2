package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Extra;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Typed access to JSON objects: what has the wrong type is told with its path. An explicit null counts as absent. */
final class Reading {
    private Reading() {}

    static Json.Obj body(byte[] bytes) throws Unreadable {
        try {
            return JsonCodec.readObject(bytes);
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    static String at(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    static String at(String path, int index) {
        return path + "[" + index + "]";
    }

    static Json.Obj asObject(Json value, String path) throws Unreadable {
        if (value instanceof Json.Obj object) {
            return object;
        }
        throw wrong(path, value, "an object");
    }

    static String asText(Json value, String path) throws Unreadable {
        if (value instanceof Json.Text text) {
            return text.value();
        }
        throw wrong(path, value, "a string");
    }

    static List<Json> asArray(Json value, String path) throws Unreadable {
        if (value instanceof Json.Arr array) {
            return array.items();
        }
        throw wrong(path, value, "an array");
    }

    static String text(Json.Obj object, String path, String name) throws Unreadable {
        String where = at(path, name);
        return asText(object.find(name).orElseThrow(() -> new Unreadable(where, "absent (expected: a string)")), where);
    }

    static Optional<String> maybeText(Json.Obj object, String path, String name) throws Unreadable {
        Optional<Json> value = object.find(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(asText(value.get(), at(path, name)));
    }

    static Optional<Json.Obj> maybeObject(Json.Obj object, String path, String name) throws Unreadable {
        Optional<Json> value = object.find(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(asObject(value.get(), at(path, name)));
    }

    static List<Json> maybeArray(Json.Obj object, String path, String name) throws Unreadable {
        Optional<Json> value = object.find(name);
        return value.isEmpty() ? List.of() : asArray(value.get(), at(path, name));
    }

    static Optional<Boolean> maybeBool(Json.Obj object, String path, String name) throws Unreadable {
        Optional<Json> value = object.find(name);
        if (value.isPresent() && !(value.get() instanceof Json.Bool)) {
            throw wrong(at(path, name), value.get(), "true or false");
        }
        return object.bool(name);
    }

    static OptionalLong maybeWhole(Json.Obj object, String path, String name) throws Unreadable {
        Optional<Json> value = object.find(name);
        OptionalLong whole = object.whole(name);
        if (value.isPresent() && whole.isEmpty()) {
            throw wrong(at(path, name), value.get(), "a whole number");
        }
        return whole;
    }

    static Optional<BigDecimal> maybeDecimal(Json.Obj object, String path, String name) throws Unreadable {
        Optional<Json> value = object.find(name);
        if (value.isPresent() && !(value.get() instanceof Json.Num)) {
            throw wrong(at(path, name), value.get(), "a number");
        }
        return object.decimal(name);
    }

    /** What is left of an object when the fields that the canonical model holds are taken out. */
    static Extra rest(Json.Obj object, String... known) {
        Json.Obj rest = object.without(known);
        return Extra.kept(Anthropic.NAME, rest);
    }

    private static Unreadable wrong(String path, Json value, String expected) {
        String found = switch (value) {
            case Json.Obj _ -> "an object";
            case Json.Arr _ -> "an array";
            case Json.Text _ -> "a string";
            case Json.Num number -> number.spelling();
            case Json.Bool bool -> String.valueOf(bool.value());
            case Json.Null _ -> "null";
        };
        return new Unreadable(path, found + " (expected: " + expected + ")");
    }
}
