package dev.signalbox.wire.dialect;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.nio.charset.StandardCharsets;

/**
 * Tool arguments between the canonical text and the object that some dialects demand. A text that is no object is wrapped
 * as {@code {"_raw": "..."}} and unwrapped when it comes back, so that nothing a model wrote is thrown away.
 */
public final class ToolArguments {
    private static final String RAW = "_raw";

    private ToolArguments() {}

    /** The text as an object. */
    public static Json.Obj object(String arguments) {
        if (arguments.isBlank()) {
            return Json.object(f -> {});
        }
        try {
            if (JsonCodec.read(arguments.getBytes(StandardCharsets.UTF_8)) instanceof Json.Obj object) {
                return object;
            }
        } catch (JsonProblem _) {
            return wrapped(arguments);
        }
        return wrapped(arguments);
    }

    /** A text that is no object. */
    public static Json.Obj wrapped(String arguments) {
        return Json.object(f -> f.put(RAW, arguments));
    }

    /** The object as text. */
    public static String text(Json input) {
        if (input instanceof Json.Obj object
                && object.fields().size() == 1
                && object.get(RAW) instanceof Json.Text raw) {
            return raw.value();
        }
        return new String(JsonCodec.write(input), StandardCharsets.UTF_8);
    }
}
