package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.Tool;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Tools of type {@code custom}, whose input is any text, as functions with the one argument {@code input}, and back. */
final class CustomTools {
    /** The one argument. */
    private static final String INPUT = "input";

    /** Under this name a function keeps what the tool was. */
    private static final String KEPT = "custom";

    private CustomTools() {}

    /** The tool as a function that every family can offer. */
    static Tool.Function function(String name, Optional<String> description, Json.Obj rest) {
        Json.Obj input = Json.object(f -> f.put("type", "string")
                .put("description", "The whole input of the tool as plain text, not wrapped in anything."));
        Json.Obj schema = Json.object(f -> f.put("type", "object")
                .put("properties", Json.object(p -> p.put(INPUT, input)))
                .put("required", Json.array(List.of(Json.text(INPUT))))
                .put("additionalProperties", false));
        Optional<String> told =
                Optional.of(description.orElse("") + grammar(rest)).filter(text -> !text.isEmpty());
        Json.Obj kept = Json.object(f -> f.put(KEPT, rest));
        return new Tool.Function(name, told, Optional.of(schema), Optional.empty(), new Extra(Responses.FAMILY, kept));
    }

    /** A grammar cannot be enforced by others: the model is told it. */
    private static String grammar(Json.Obj rest) {
        Optional<Json.Obj> format = rest.object("format");
        Optional<String> definition = format.flatMap(f -> f.text("definition"));
        return definition
                .map(text -> "\n\nThe input must follow this grammar ("
                        + format.flatMap(f -> f.text("syntax")).orElse("unnamed") + "):\n" + text)
                .orElse("");
    }

    /** What the tool was, if the function stands for a custom one. */
    static Optional<Json.Obj> kept(Tool.Function function) {
        return function.extra().of(Responses.FAMILY).object(KEPT);
    }

    /** The input of a call as arguments of a function. */
    static String arguments(String input) {
        return new String(JsonCodec.write(Json.object(f -> f.put(INPUT, input))), StandardCharsets.UTF_8);
    }

    /** The input in the arguments of a function; arguments that the model wrote otherwise are the input themselves. */
    static String input(String arguments) {
        try {
            return JsonCodec.readObject(arguments.getBytes(StandardCharsets.UTF_8))
                    .text(INPUT)
                    .orElse(arguments);
        } catch (JsonProblem _) {
            return arguments;
        }
    }
}
