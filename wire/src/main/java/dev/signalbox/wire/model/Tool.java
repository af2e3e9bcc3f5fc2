package dev.signalbox.wire.model;

import dev.signalbox.wire.json.Json;
import java.util.Optional;

/** A tool that the model may ask for. */
public sealed interface Tool {
    /** A function of the caller's, with the JSON Schema of its arguments. */
    record Function(
            String name, Optional<String> description, Optional<Json.Obj> schema, Optional<Boolean> strict, Extra extra)
            implements Tool {}

    /** A tool that only the given dialect's providers run, kept whole. */
    record Foreign(String dialect, String type, Json.Obj raw) implements Tool {}
}
