package dev.signalbox.wire.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One request to a model, in no dialect.
 *
 * @param model what the caller named
 * @param maxOutput the most tokens of the answer, thinking included
 * @param parallelTools whether several tools may be asked for at once; absent where the caller does not say
 * @param user an opaque name of the end user for the provider's abuse detection
 * @param extra top-level fields that the model does not know
 */
public record ModelRequest(
        String model,
        List<Message> messages,
        List<Tool> tools,
        Optional<ToolChoice> toolChoice,
        Optional<Boolean> parallelTools,
        Sampling sampling,
        OptionalLong maxOutput,
        Optional<ReasoningRequest> reasoning,
        Optional<ResponseFormat> responseFormat,
        boolean stream,
        Optional<String> user,
        Extra extra) {
    /** Takes defensive copies. */
    public ModelRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }
}
