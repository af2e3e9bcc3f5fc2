package dev.signalbox.wire.dialect;

import dev.signalbox.wire.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** An object of a request together with the path to it, so that whatever is wrong in it can be named. */
public record At(String path, Json.Obj object) {

    /** The value as an object, which it must be. */
    public static At of(String path, Json value) throws Unreadable {
        if (value instanceof Json.Obj object) {
            return new At(path, object);
        }
        throw wrong(path, value, "an object");
    }

    public String where(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public Optional<Json> find(String name) {
        return object.find(name);
    }

    public String text(String name) throws Unreadable {
        return maybeText(name).orElseThrow(() -> new Unreadable(where(name), "missing (expected: a string)"));
    }

    public Optional<String> maybeText(String name) throws Unreadable {
        Optional<Json> value = object.find(name);
        if (value.isPresent() && !(value.get() instanceof Json.Text)) {
            throw wrong(where(name), value.get(), "a string");
        }
        return object.text(name);
    }

    public Optional<Boolean> maybeBool(String name) throws Unreadable {
        Optional<Json> value = object.find(name);
        if (value.isPresent() && !(value.get() instanceof Json.Bool)) {
            throw wrong(where(name), value.get(), "true or false");
        }
        return object.bool(name);
    }

    public Optional<BigDecimal> maybeDecimal(String name) throws Unreadable {
        Optional<Json> value = object.find(name);
        if (value.isPresent() && object.decimal(name).isEmpty()) {
            throw wrong(where(name), value.get(), "a number");
        }
        return object.decimal(name);
    }

    public OptionalLong maybeWhole(String name) throws Unreadable {
        Optional<Json> value = object.find(name);
        if (value.isPresent() && object.whole(name).isEmpty()) {
            throw wrong(where(name), value.get(), "a whole number");
        }
        return object.whole(name);
    }

    public Optional<At> maybeObject(String name) throws Unreadable {
        Optional<Json> value = object.find(name);
        return value.isPresent() ? Optional.of(of(where(name), value.get())) : Optional.empty();
    }

    public At object(String name) throws Unreadable {
        return maybeObject(name).orElseThrow(() -> new Unreadable(where(name), "missing (expected: an object)"));
    }

    /** The items of an array; none if it is absent. */
    public List<Json> items(String name) throws Unreadable {
        Optional<Json> value = object.find(name);
        if (value.isPresent() && !(value.get() instanceof Json.Arr)) {
            throw wrong(where(name), value.get(), "an array");
        }
        return object.items(name);
    }

    /** What is there besides the fields of these names. */
    public Json.Obj beside(String... known) {
        return object.without(known);
    }

    public static Unreadable wrong(String where, Json value, String expected) {
        return new Unreadable(where, kind(value) + " (expected: " + expected + ")");
    }

    private static String kind(Json value) {
        return switch (value) {
            case Json.Obj _ -> "an object";
            case Json.Arr _ -> "an array";
            case Json.Text _ -> "a string";
            case Json.Num _ -> "a number";
            case Json.Bool _ -> "a boolean";
            case Json.Null _ -> "null";
        };
    }
}
