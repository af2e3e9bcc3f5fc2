package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Single values and formats in Gemini's subset of schemas: listed values are strings, formats are few. */
final class SchemaWords {
    private SchemaWords() {}

    static boolean isFormat(String type, String format) {
        return switch (type) {
            case "string" -> List.of("enum", "date-time").contains(format);
            case "number" -> List.of("float", "double").contains(format);
            case "integer" -> List.of("int32", "int64").contains(format);
            default -> false;
        };
    }

    /**
     * Writes the values that are allowed: as an enum of strings, of another type as words for the model.
     *
     * @return whether null is one of them
     */
    static boolean values(Json.Fields f, Json.Obj schema, String type) {
        List<Json> values = new ArrayList<>(schema.items("enum"));
        Optional.ofNullable(schema.get("const")).ifPresent(values::add);
        boolean hasNull = values.removeIf(Json.Null.class::isInstance);
        if (values.isEmpty()) {
            return hasNull;
        }
        List<Json.Text> words =
                values.stream().map(SchemaWords::word).distinct().toList();
        if (type.equals("string")) {
            f.put("enum", Json.array(words));
        } else {
            String said = schema.text("description").map(text -> text + " ").orElse("");
            String list = String.join(", ", words.stream().map(Json.Text::value).toList());
            f.put("description", said + "One of: " + list);
        }
        return hasNull;
    }

    private static Json.Text word(Json value) {
        return value instanceof Json.Text text
                ? text
                : Json.text(new String(JsonCodec.write(value), StandardCharsets.UTF_8));
    }

    /** The name of a value's type; of none that of a string. */
    static String typeOf(Optional<Json> value) {
        return switch (value.orElse(Json.none())) {
            case Json.Obj _ -> "object";
            case Json.Arr _ -> "array";
            case Json.Num number -> number.whole().isPresent() ? "integer" : "number";
            case Json.Bool _ -> "boolean";
            case Json.Text _, Json.Null _ -> "string";
        };
    }
}
