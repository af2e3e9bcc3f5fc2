package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.dialect.Rejection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Refuses the requests that the real API refuses, in its words. */
final class OpenAiChecks {
    private static final double ANY = Double.POSITIVE_INFINITY;
    static final Set<String> FIELDS = Set.of(
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
        if (strict) {
            refuseUnknown(request);
        }
        checkReasoningModel(request);
        checkNumbers(request);
        checkOutput(request);
        Field messages = Field.of(request, "messages");
        messages.required();
        messages.array();
        messages.nonEmpty();
        new MessageChecks(messages).check();
        ToolChecks.check(request);
        checkFormat(request);
    }

    private static void refuseUnknown(JsonNode request) {
        for (String name : request.propertyNames()) {
            if (!FIELDS.contains(name)) {
                throw Rejection.badRequest("Unknown parameter: '" + name + "'.", name, "unknown_parameter");
            }
        }
    }

    /** Models of this name refuse what reasoning models refuse. */
    private static void checkReasoningModel(JsonNode request) {
        if (!request.path("model").asString().startsWith("sim-o")) {
            return;
        }
        if (request.hasNonNull("max_tokens")) {
            throw Rejection.badRequest(
                    "Unsupported parameter: 'max_tokens' is not supported with this model. Use"
                            + " 'max_completion_tokens' instead.",
                    "max_tokens",
                    "unsupported_parameter");
        }
        for (String name : List.of("temperature", "top_p")) {
            JsonNode value = request.path(name);
            if (value.isNumber() && value.doubleValue() != 1) {
                throw Rejection.badRequest(
                        "Unsupported value: '" + name + "' does not support " + value
                                + " with this model. Only the default (1) value is supported.",
                        name,
                        "unsupported_value");
            }
        }
    }

    private static void checkNumbers(JsonNode request) {
        Field.of(request, "temperature").decimal(0, 2);
        Field.of(request, "top_p").decimal(0, 1);
        Field.of(request, "presence_penalty").decimal(-2, 2);
        Field.of(request, "frequency_penalty").decimal(-2, 2);
        Field.of(request, "max_tokens").integer(1, ANY);
        Field.of(request, "max_completion_tokens").integer(1, ANY);
        Field.of(request, "n").integer(1, 128);
        Field.of(request, "seed").integer(-ANY, ANY);
        Field.of(request, "top_logprobs").integer(0, 20);
        if (request.hasNonNull("max_tokens") && request.hasNonNull("max_completion_tokens")) {
            throw Rejection.badRequest(
                    "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
                    "max_tokens",
                    "invalid_parameter_combination");
        }
    }

    private static void checkOutput(JsonNode request) {
        Field.of(request, "stream").bool();
        Field.of(request, "logprobs").bool();
        Field.of(request, "store").bool();
        Field.of(request, "stream_options").object();
        Field.of(request, "reasoning_effort")
                .oneOf(List.of("none", "minimal", "low", "medium", "high", "xhigh", "max"));
        if (request.hasNonNull("stream_options") && !request.path("stream").asBoolean(false)) {
            throw Rejection.badRequest(
                    "The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options", null);
        }
        Field stop = Field.of(request, "stop");
        if (!stop.value().isArray()) {
            stop.text();
        }
        stop.atMost(4);
        for (int i = 0; stop.value().isArray() && i < stop.value().size(); i++) {
            stop.item(i).text();
        }
    }

    private static void checkFormat(JsonNode request) {
        Field format = Field.of(request, "response_format");
        format.object();
        if (!format.present()) {
            return;
        }
        format.child("type").required();
        format.child("type").oneOf(List.of("json_object", "json_schema", "text"));
        switch (format.value().path("type").asString()) {
            case "json_object" -> {
                String messages = request.path("messages").toString();
                if (!messages.toLowerCase(Locale.ROOT).contains("json")) {
                    throw Rejection.badRequest(
                            "'messages' must contain the word 'json' in some form, to use 'response_format' of type"
                                    + " 'json_object'.",
                            "messages",
                            null);
                }
            }
            case "json_schema" -> checkSchema(format.child("json_schema"));
            default -> {}
        }
    }

    private static void checkSchema(Field schema) {
        schema.required();
        schema.object();
        schema.child("name").required();
        schema.child("name").text();
        schema.child("name").longest(64);
        schema.child("name").matches("[a-zA-Z0-9_-]+");
        schema.child("schema").required();
        schema.child("schema").object();
        if (schema.value().path("strict").asBoolean(false)) {
            StrictSchema.check(
                    schema.value().path("schema"),
                    "response_format '" + schema.value().path("name").asString() + "'",
                    "response_format",
                    null);
        }
    }
}
