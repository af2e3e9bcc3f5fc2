package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.dialect.Rejection;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Refuses requests that the real Responses API refuses. */
final class ResponsesChecks {
    private static final int LEAST_OUTPUT = 16;

    private static final Set<String> FIELDS = Set.of(
            "background",
            "client_metadata",
            "context_management",
            "conversation",
            "include",
            "input",
            "instructions",
            "max_output_tokens",
            "max_tool_calls",
            "metadata",
            "model",
            "parallel_tool_calls",
            "previous_response_id",
            "prompt",
            "prompt_cache_key",
            "prompt_cache_retention",
            "reasoning",
            "safety_identifier",
            "service_tier",
            "store",
            "stream",
            "stream_options",
            "temperature",
            "text",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
            "truncation",
            "user");

    private ResponsesChecks() {}

    static void check(JsonNode request, boolean strict, SealedReasoning seals) {
        if (strict) {
            for (String name : request.propertyNames()) {
                if (!FIELDS.contains(name)) {
                    throw Rejection.badRequest("Unknown parameter: '" + name + "'.", name, "unknown_parameter");
                }
            }
        }
        Field.of(request, "model").required();
        Field.of(request, "model").text();
        Field.of(request, "instructions").text();
        Field.of(request, "stream").bool();
        Field.of(request, "store").bool();
        Field.of(request, "parallel_tool_calls").bool();
        Field.of(request, "metadata").object();
        Field.of(request, "temperature").decimal(0, 2);
        Field.of(request, "top_p").decimal(0, 1);
        Field.of(request, "max_output_tokens").integer(LEAST_OUTPUT, Integer.MAX_VALUE);
        checkStored(request);
        checkReasoning(request);
        checkFormat(Field.of(request, "text"));
        ResponsesToolChecks.check(request);
        new InputChecks(seals).check(request);
    }

    private static void checkStored(JsonNode request) {
        if (request.hasNonNull("previous_response_id")) {
            throw new Rejection(
                    400,
                    null,
                    "Previous response with id '"
                            + request.path("previous_response_id").asString() + "' not found.",
                    "previous_response_id",
                    "previous_response_not_found");
        }
    }

    private static void checkReasoning(JsonNode request) {
        Field reasoning = Field.of(request, "reasoning");
        reasoning.object();
        reasoning.child("effort").oneOf(List.of("none", "minimal", "low", "medium", "high", "xhigh", "max"));
        reasoning.child("summary").oneOf(List.of("auto", "concise", "detailed", "none"));
        boolean wanted = request.path("include").values().stream()
                .anyMatch(item -> item.asString("").equals("reasoning.encrypted_content"));
        if (wanted && !ResponsesPrompt.reasons(request)) {
            throw Rejection.badRequest("Encrypted content is not supported with this model.", "include", null);
        }
        if (request.path("model").asString().startsWith("sim-o")) {
            for (String name : List.of("temperature", "top_p")) {
                if (request.hasNonNull(name)) {
                    throw Rejection.badRequest(
                            "Unsupported parameter: '" + name + "' is not supported with this model.", name, null);
                }
            }
        }
    }

    private static void checkFormat(Field text) {
        text.object();
        Field format = text.child("format");
        format.object();
        if (!format.present()) {
            return;
        }
        format.child("type").required();
        format.child("type").oneOf(List.of("json_object", "json_schema", "text"));
        if (format.value().path("type").asString().equals("json_schema")) {
            format.child("name").required();
            format.child("name").matches("[a-zA-Z0-9_-]+");
            format.child("schema").required();
            format.child("schema").object();
            if (format.value().path("strict").asBoolean(false)) {
                StrictSchema.check(
                        format.value().path("schema"),
                        "response_format '" + format.value().path("name").asString() + "'",
                        "text.format.schema",
                        null);
            }
        }
    }
}
