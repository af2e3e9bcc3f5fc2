package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.dialect.Rejection;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Refuses what the real API refuses, in its words. */
final class OpenAiChecks {
    private static final Set<String> FIELDS = Set.of(
            "audio",
            "frequency_penalty",
            "function_call",
            "functions",
            "logit_bias",
            "logprobs",
            "max_completion_tokens",
            "max_tokens",
            "messages",
            "metadata",
            "modalities",
            "model",
            "moderation",
            "n",
            "parallel_tool_calls",
            "prediction",
            "presence_penalty",
            "prompt_cache_key",
            "prompt_cache_options",
            "prompt_cache_retention",
            "reasoning_effort",
            "response_format",
            "safety_identifier",
            "seed",
            "service_tier",
            "stop",
            "store",
            "stream",
            "stream_options",
            "temperature",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
            "user",
            "verbosity",
            "web_search_options");

    private OpenAiChecks() {}

    static void check(JsonNode request, boolean strict) {
        if (!request.path("model").isString()
                || request.path("model").asString().isEmpty()) {
            throw Rejection.badRequest("you must provide a model parameter");
        }
        if (!request.has("messages")) {
            throw Rejection.badRequest(
                    "Missing required parameter: 'messages'.", "messages", "missing_required_parameter");
        }
        if (!request.path("messages").isArray() || request.path("messages").isEmpty()) {
            throw Rejection.badRequest(
                    "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array"
                            + " instead.",
                    "messages",
                    "empty_array");
        }
        if (strict) {
            request.propertyNames().stream()
                    .filter(name -> !FIELDS.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw Rejection.badRequest("Unknown parameter: '" + name + "'.", name, "unknown_parameter");
                    });
        }
    }
}
