package dev.signalbox.wire.model;

import dev.signalbox.wire.json.Json;
import java.util.Optional;

/** The form that an answer must have. */
public sealed interface ResponseFormat {
    /** Any JSON object. */
    record AnyJson() implements ResponseFormat {}

    /** JSON that fits a schema. */
    record Schema(String name, Optional<String> description, Json.Obj schema, Optional<Boolean> strict)
            implements ResponseFormat {}
}
