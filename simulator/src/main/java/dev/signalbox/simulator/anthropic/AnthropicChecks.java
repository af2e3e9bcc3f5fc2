package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.dialect.Rejection;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Refuses what the real API refuses, in its words. */
final class AnthropicChecks {
    private static final Set<String> FIELDS = Set.of(
            "cache_control",
            "container",
            "context_management",
            "inference_geo",
            "max_tokens",
            "mcp_servers",
            "messages",
            "metadata",
            "model",
            "output_config",
            "output_format",
            "service_tier",
            "speed",
            "stop_sequences",
            "stream",
            "system",
            "temperature",
            "thinking",
            "tool_choice",
            "tools",
            "top_k",
            "top_p");

    private AnthropicChecks() {}

    static void check(JsonNode request, Signatures signatures, boolean strict) {
        for (String field : new String[] {"model", "max_tokens", "messages"}) {
            if (!request.has(field)) {
                throw Rejection.badRequest(field + ": Field required");
            }
        }
        if (!request.path("messages").isArray() || request.path("messages").isEmpty()) {
            throw Rejection.badRequest("messages: at least one message is required");
        }
        checkThinking(request, signatures);
        if (strict) {
            request.propertyNames().stream()
                    .filter(name -> !FIELDS.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw Rejection.badRequest(name + ": Extra inputs are not permitted");
                    });
        }
    }

    private static void checkThinking(JsonNode request, Signatures signatures) {
        int index = 0;
        for (JsonNode message : request.path("messages").values()) {
            int block = 0;
            for (JsonNode content : message.path("content").values()) {
                if (AnthropicPrompt.type(content).equals("thinking")
                        && !signatures.signed(
                                content.path("thinking").asString(""),
                                content.path("signature").asString(""))) {
                    throw Rejection.badRequest(
                            "messages." + index + ".content." + block + ": Invalid `signature` in `thinking` block");
                }
                block++;
            }
            index++;
        }
    }
}
