package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.answer.Answer;
import dev.signalbox.simulator.answer.Answer.Finish;
import dev.signalbox.simulator.answer.Usage;
import dev.signalbox.simulator.dialect.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A {@code response}: what was asked, how far the answer is, and what it says. */
record ResponsesWhole(String id, JsonNode request, Usage usage) {
    private static final List<String> REPEATED = List.of(
            "instructions",
            "max_output_tokens",
            "max_tool_calls",
            "prompt_cache_key",
            "reasoning",
            "safety_identifier",
            "user");

    ObjectNode underWay() {
        ObjectNode response = head("in_progress").putNull("incomplete_details").putNull("usage");
        response.putArray("output");
        return response;
    }

    ObjectNode finished(Answer answer, List<ObjectNode> items) {
        String reason = reason(answer.finish());
        ObjectNode response = head(reason.isEmpty() ? "completed" : "incomplete");
        if (reason.isEmpty()) {
            response.putNull("incomplete_details");
        } else {
            response.putObject("incomplete_details").put("reason", reason);
        }
        items.forEach(response.withArray("output")::add);
        if (items.isEmpty()) {
            response.putArray("output");
        }
        ObjectNode told = response.putObject("usage").put("input_tokens", usage.input());
        told.putObject("input_tokens_details")
                .put("cached_tokens", usage.cacheRead())
                .put("cache_write_tokens", 0);
        told.put("output_tokens", usage.output());
        told.putObject("output_tokens_details").put("reasoning_tokens", usage.thinking());
        told.put("total_tokens", usage.input() + usage.output());
        return response;
    }

    static String reason(Finish finish) {
        return switch (finish) {
            case Finish.Length() -> "max_output_tokens";
            case Finish.Filtered() -> "content_filter";
            case Finish.Complete(), Finish.StopSequence(String _), Finish.Tools(), Finish.Refused() -> "";
        };
    }

    private ObjectNode head(String status) {
        ObjectNode response = Json.object()
                .put("id", id)
                .put("object", "response")
                .put("created_at", OpenAi.CREATED)
                .put("status", status)
                .put("background", false)
                .putNull("error")
                .putNull("previous_response_id")
                .put("model", request.path("model").asString())
                .put("parallel_tool_calls", request.path("parallel_tool_calls").asBoolean(true))
                .put("store", request.path("store").asBoolean(true))
                .put("service_tier", "default")
                .put("temperature", request.path("temperature").asDouble(1))
                .put("top_p", request.path("top_p").asDouble(1))
                .put("top_logprobs", 0)
                .put("truncation", "disabled");
        for (String name : REPEATED) {
            response.set(
                    name,
                    request.hasNonNull(name) ? request.get(name) : Json.object().nullNode());
        }
        response.set("metadata", request.hasNonNull("metadata") ? request.get("metadata") : Json.object());
        response.set(
                "tools",
                request.hasNonNull("tools")
                        ? request.get("tools")
                        : Json.object().arrayNode());
        response.set("tool_choice", request.hasNonNull("tool_choice") ? request.get("tool_choice") : auto());
        response.set("text", request.hasNonNull("text") ? request.get("text") : words());
        return response;
    }

    private static JsonNode auto() {
        return Json.parse("\"auto\"");
    }

    private static JsonNode words() {
        return Json.parse("{\"format\":{\"type\":\"text\"},\"verbosity\":\"medium\"}");
    }
}
