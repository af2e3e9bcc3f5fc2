package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Extra;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** An object of a request together with the path to it, so that whatever is wrong in it can be named. */
record At(String path, Json.Obj object) {

    /** The value as an object, which it must be. */
    static At of(String path, Json value) throws Unreadable {
        if (value instanceof Json.Obj object) {
            return new At(path, object);
        }
        throw wrong(path, value, "an object");
    }

    String where(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    Optional<Json> find(String name) {
        return object.find(name);
    }

    String text(String name) throws Unreadable {
        return maybeText(name).orElseThrow(() -> new Unreadable(where(name), "missing (expected: a string)"));
    }

    Optional<String> maybeText(String name) throws Unreadable {
        Optional<Json> value = object.find(name);
        if (value.isPresent() && !(value.get() instanceof Json.Text)) {
            throw wrong(where(name), value.get(), "a string");
        }
        return object.text(name);
    }

    Optional<Boolean> maybeBool(String name) throws Unreadable {
        Optional<Json> value = object.find(name);
        if (value.isPresent() && !(value.get() instanceof Json.Bool)) {
            throw wrong(where(name), value.get(), "true or false");
        }
        return object.bool(name);
    }

    Optional<BigDecimal> maybeDecimal(String name) throws Unreadable {
        Optional<Json> value = object.find(name);
        if (value.isPresent() && object.decimal(name).isEmpty()) {
            throw wrong(where(name), value.get(), "a number");
        }
        return object.decimal(name);
    }

    OptionalLong maybeWhole(String name) throws Unreadable {
        Optional<Json> value = object.find(name);
        if (value.isPresent() && object.whole(name).isEmpty()) {
            throw wrong(where(name), value.get(), "a whole number");
        }
        return object.whole(name);
    }

    Optional<At> maybeObject(String name) throws Unreadable {
        Optional<Json> value = object.find(name);
        return value.isPresent() ? Optional.of(of(where(name), value.get())) : Optional.empty();
    }

    At object(String name) throws Unreadable {
        return maybeObject(name).orElseThrow(() -> new Unreadable(where(name), "missing (expected: an object)"));
    }

    /** The items of an array; none if it is absent. */
    List<Json> items(String name) throws Unreadable {
        Optional<Json> value = object.find(name);
        if (value.isPresent() && !(value.get() instanceof Json.Arr)) {
            throw wrong(where(name), value.get(), "an array");
        }
        return object.items(name);
    }

    /** What is there besides the fields of these names. */
    Extra extraBeside(String... known) {
        Json.Obj rest = object.without(known);
        return rest.fields().isEmpty() ? Extra.none() : new Extra(Responses.FAMILY, rest);
    }

    static Unreadable wrong(String where, Json value, String expected) {
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
