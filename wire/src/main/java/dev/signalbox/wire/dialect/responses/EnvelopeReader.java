package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.At;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.json.JsonProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks a request over in one pass, and refuses what would need an answer that was stored. */
final class EnvelopeReader {
    /** Fields that name something which only a store would know. */
    private static final List<String> STORED = List.of("previous_response_id", "conversation");

    private EnvelopeReader() {}

    static Envelope open(byte[] body) throws Unreadable {
        InputMeasure measure = new InputMeasure(body);
        JsonFields fields;
        try {
            fields = JsonFields.of(body, measure);
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
        refuseStored(fields);
        if (!fields.hasItems("input")) {
            throw new Unreadable("input", "missing or empty (expected: a string, or an array with at least one item)");
        }
        return new Envelope(
                model(fields),
                bool(fields, "stream"),
                true,
                cap(fields),
                1,
                measure.textBytes(),
                measure.images(),
                fields.isFilledArray("tools"),
                structured(fields, "json"),
                reasoning(fields),
                measure.needs(structured(fields, "json_schema"), parallelTools(fields)),
                fields);
    }

    private static void refuseStored(JsonFields fields) throws Unreadable {
        for (String name : STORED) {
            if (present(fields, name).isPresent()) {
                throw new Unreadable(
                        name, "answers are not stored here (expected: the whole conversation in input each time)");
            }
        }
        if (bool(fields, "background")) {
            throw new Unreadable("background", "true (expected: false, for answers are not stored here)");
        }
    }

    /** The request with the model that its path names. */
    static byte[] naming(String model, byte[] body) throws Unreadable {
        try {
            return JsonFields.of(body).patched(Map.of("model", Optional.of(Json.text(model))));
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static String model(JsonFields fields) throws Unreadable {
        if (present(fields, "model").orElse(Json.text("")) instanceof Json.Text(String model) && !model.isEmpty()) {
            return model;
        }
        throw new Unreadable("model", "missing, empty or no string (expected: the name of a model)");
    }

    private static boolean bool(JsonFields fields, String name) throws Unreadable {
        Optional<Json> value = present(fields, name);
        if (value.isEmpty()) {
            return false;
        }
        if (value.get() instanceof Json.Bool(boolean on)) {
            return on;
        }
        throw At.wrong(name, value.get(), "true or false");
    }

    private static OptionalLong cap(JsonFields fields) throws Unreadable {
        Optional<Json> value = present(fields, "max_output_tokens");
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (value.get() instanceof Json.Num number && number.whole().orElse(0) > 0) {
            return number.whole();
        }
        throw new Unreadable("max_output_tokens", "not a positive whole number (expected: at least 1)");
    }

    private static boolean structured(JsonFields fields, String beginning) throws Unreadable {
        Optional<Json> text = present(fields, "text");
        return text.isPresent()
                && At.of("text", text.get())
                        .maybeObject("format")
                        .map(format -> format.object().text("type").orElse("").startsWith(beginning))
                        .orElse(false);
    }

    /** Looked at, not checked: whoever is served by its own dialect hears of a wrong type from the provider. */
    private static boolean parallelTools(JsonFields fields) {
        return fields.value("parallel_tool_calls").equals(Optional.of(Json.bool(true)));
    }

    private static boolean reasoning(JsonFields fields) throws Unreadable {
        Optional<Json> reasoning = present(fields, "reasoning");
        return reasoning.isPresent()
                && At.of("reasoning", reasoning.get())
                        .maybeText("effort")
                        .filter(effort -> !effort.equals("none"))
                        .isPresent();
    }

    static Optional<Json> present(JsonFields fields, String name) {
        return fields.value(name).filter(value -> !(value instanceof Json.Null));
    }
}
