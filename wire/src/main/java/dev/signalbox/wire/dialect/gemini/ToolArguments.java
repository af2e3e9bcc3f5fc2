package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.nio.charset.StandardCharsets;

/**
 * Tool arguments between the canonical text and the object that this dialect demands. A text that is no object is wrapped
 * as {@code {"_raw": "..."}} and unwrapped when it comes back, so that nothing a model wrote is thrown away.
 */
final class ToolArguments {
    private static final String RAW = "_raw";

    private ToolArguments() {}

    static Json.Obj object(String arguments) {
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

    private static Json.Obj wrapped(String arguments) {
        return Json.object(f -> f.put(RAW, arguments));
    }

    static String text(Json arguments) {
        if (arguments instanceof Json.Obj object
                && object.fields().size() == 1
                && object.get(RAW) instanceof Json.Text raw) {
            return raw.value();
        }
        return new String(JsonCodec.write(arguments), StandardCharsets.UTF_8);
    }
}
