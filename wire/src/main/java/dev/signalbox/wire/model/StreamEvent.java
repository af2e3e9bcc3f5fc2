package dev.signalbox.wire.model;

import dev.signalbox.wire.json.Json;
import java.util.Optional;

/**
 * One step of a streamed answer, in no dialect. The {@code part} counts the parts of the answer from 0 in the order in
 * which they begin; deltas of different parts may interleave.
 */
public sealed interface StreamEvent {
    /** The answer begins. */
    record Started(String id, String model, Optional<Usage> usage) implements StreamEvent {}

    /** A part of words begins. */
    record TextStarted(int part) implements StreamEvent {}

    /** More words. */
    record TextDelta(int part, String text) implements StreamEvent {}

    /** A part of reasoning begins; {@code redacted} is the whole of an encrypted one, from the given dialect family. */
    record ReasoningStarted(int part, Optional<String> redacted, String provider) implements StreamEvent {}

    /** More readable reasoning. */
    record ReasoningDelta(int part, String text) implements StreamEvent {}

    /** The signature of the reasoning, from the given dialect family. */
    record ReasoningSignature(int part, String signature, String provider) implements StreamEvent {}

    /** The model asks for a tool; its arguments follow. */
    record ToolCallStarted(int part, String id, String name) implements StreamEvent {}

    /** More of the arguments, as the model writes them. */
    record ToolCallDelta(int part, String fragment) implements StreamEvent {}

    /** More of a refusal. */
    record RefusalDelta(int part, String text) implements StreamEvent {}

    /** A part is complete. */
    record PartEnded(int part) implements StreamEvent {}

    /** Something only the given dialect knows; writers of other dialects leave it out. */
    record Foreign(String dialect, Json.Obj raw) implements StreamEvent {}

    /** The usage so far; a later one replaces an earlier one. */
    record UsageReported(Usage usage) implements StreamEvent {}

    /** The model stopped. */
    record Stopped(Stop stop) implements StreamEvent {}

    /** The provider reports an error inside the stream. */
    record Failed(WireError error) implements StreamEvent {}

    /** The stream is complete as the dialect has it; nothing follows. */
    record Ended() implements StreamEvent {}

    /** A sign of life. */
    record Ping() implements StreamEvent {}
}
