package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Extra;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An object of a request together with the path to it, so that whatever is wrong in it can be named.
 *
 * <p>Google reads requests as protocol buffers in JSON: each field has two names ({@code maxOutputTokens} and {@code
 * max_output_tokens}), a list of one may be written without its brackets, and a number may stand in quotes.
 *
 * @see <a href="https://protobuf.dev/programming-guides/json/">protocol buffers in JSON</a>
 */
record Asked(String path, Json.Obj object) {
    private static final int LONGEST_NUMBER = 40;

    /** The value as an object, which it must be. */
    static Asked of(String path, Json value) throws Unreadable {
        if (value instanceof Json.Obj object) {
            return new Asked(path, object);
        }
        throw wrong(path, value, "an object");
    }

    /** The other name of a field. */
    static String snake(String camel) {
        StringBuilder snake = new StringBuilder(camel.length() + 8);
        for (int i = 0; i < camel.length(); i++) {
            char letter = camel.charAt(i);
            if (letter >= 'A' && letter <= 'Z') {
                snake.append('_').append((char) (letter - 'A' + 'a'));
            } else {
                snake.append(letter);
            }
        }
        return snake.toString();
    }

    /** The field under either name, if it is present and not null. */
    static Optional<Json> find(Json.Obj object, String name) {
        return object.find(name).or(() -> object.find(snake(name)));
    }

    String where(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    Optional<Json> find(String name) {
        return find(object, name);
    }

    boolean has(String name) {
        return find(name).isPresent();
    }

    String text(String name) throws Unreadable {
        return maybeText(name).orElseThrow(() -> new Unreadable(where(name), "missing (expected: a string)"));
    }

    Optional<String> maybeText(String name) throws Unreadable {
        Optional<Json> value = find(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Json.Text(String text)) {
            return Optional.of(text);
        }
        throw wrong(where(name), value.get(), "a string");
    }

    /** A word of an enumeration, which Google takes in either case; the word for "not said" counts as absent. */
    Optional<String> maybeWord(String name) throws Unreadable {
        return maybeText(name).map(word -> word.toUpperCase(Locale.ROOT)).filter(word -> !word.endsWith("UNSPECIFIED"));
    }

    boolean flag(String name) throws Unreadable {
        Optional<Json> value = find(name);
        if (value.isEmpty()) {
            return false;
        }
        if (value.get() instanceof Json.Bool(boolean on)) {
            return on;
        }
        throw wrong(where(name), value.get(), "true or false");
    }

    Optional<BigDecimal> maybeDecimal(String name) throws Unreadable {
        Optional<Json> value = find(name);
        Optional<BigDecimal> number = value.flatMap(Asked::number).flatMap(Json.Num::exact);
        if (value.isPresent() && number.isEmpty()) {
            throw wrong(where(name), value.get(), "a number");
        }
        return number;
    }

    OptionalLong maybeWhole(String name) throws Unreadable {
        Optional<Json> value = find(name);
        OptionalLong whole = value.flatMap(Asked::number).map(Json.Num::whole).orElse(OptionalLong.empty());
        if (value.isPresent() && whole.isEmpty()) {
            throw wrong(where(name), value.get(), "a whole number");
        }
        return whole;
    }

    Optional<Asked> maybeObject(String name) throws Unreadable {
        Optional<Json> value = find(name);
        return value.isPresent() ? Optional.of(of(where(name), value.get())) : Optional.empty();
    }

    /** The items of a list; none if it is absent. */
    List<Json> items(String name) throws Unreadable {
        Optional<Json> value = find(name);
        if (value.isEmpty()) {
            return List.of();
        }
        return switch (value.get()) {
            case Json.Arr(List<Json> items) -> items;
            case Json.Obj one -> List.of(one);
            case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> throw wrong(where(name), value.get(), "an array");
        };
    }

    /** What is there besides the fields of these names. */
    Json.Obj beside(String... known) {
        Json.Obj rest = object;
        for (String name : known) {
            rest = rest.without(name, snake(name));
        }
        return rest;
    }

    /** {@link #beside} as what the canonical model does not know. */
    Extra extraBeside(String... known) {
        return extra(beside(known));
    }

    static Extra extra(Json.Obj rest) {
        return Extra.kept(Gemini.NAME, rest);
    }

    /** A number, also in quotes. */
    static Optional<Json.Num> number(Json value) {
        return switch (value) {
            case Json.Num number -> Optional.of(number);
            case Json.Text(String text)
            when text.length() <= LONGEST_NUMBER -> new Json.Num(text).exact().map(Json::number);
            case Json.Text _ -> Optional.empty();
            case Json.Obj _, Json.Arr _, Json.Bool _, Json.Null _ -> Optional.empty();
        };
    }

    static Unreadable wrong(String where, Json value, String expected) {
        String found = switch (value) {
            case Json.Obj _ -> "an object";
            case Json.Arr _ -> "an array";
            case Json.Text _ -> "a string";
            case Json.Num(String spelling) -> spelling;
            case Json.Bool(boolean on) -> String.valueOf(on);
            case Json.Null _ -> "null";
        };
        return new Unreadable(where, found + " (expected: " + expected + ")");
    }
}
