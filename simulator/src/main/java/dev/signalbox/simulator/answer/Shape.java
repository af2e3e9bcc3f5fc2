package dev.signalbox.simulator.answer;

import tools.jackson.databind.JsonNode;

/** The form that the caller wants the text in. */
public sealed interface Shape {
    /** Plain words. */
    record Words() implements Shape {}

    /** Any JSON object. */
    record AnyJson() implements Shape {}

    /** JSON that satisfies a schema. */
    record Schema(JsonNode schema) implements Shape {}
}
