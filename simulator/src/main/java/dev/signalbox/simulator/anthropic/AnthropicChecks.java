package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.dialect.Rejection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Refuses the requests that the real API refuses, in its words. */
final class AnthropicChecks {
    private static final int LEAST_BUDGET = 1024;
    private static final int MOST_MARKS = 4;
    private static final String TOOL_NAME = "[a-zA-Z0-9_-]{1,128}";
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

    /** A request for an answer. */
    static void check(JsonNode request, Signatures signatures, boolean strict) {
        require(request, List.of("model", "max_tokens", "messages"));
        checkAll(request, signatures, strict);
    }

    /** A request to count tokens: the same without a cap. */
    static void checkCount(JsonNode request, Signatures signatures, boolean strict) {
        require(request, List.of("model", "messages"));
        checkAll(request, signatures, strict);
    }

    private static void require(JsonNode request, List<String> fields) {
        for (String field : fields) {
            if (!request.hasNonNull(field)) {
                throw Rejection.badRequest(field + ": Field required");
            }
        }
    }

    private static void checkAll(JsonNode request, Signatures signatures, boolean strict) {
        if (strict) {
            refuseUnknown(request);
        }
        checkTypes(request);
        checkTools(request.path("tools"));
        checkThinking(request);
        checkChoice(request);
        new AnthropicMessageChecks(request, signatures).check();
        if (PromptMarks.count(request) > MOST_MARKS) {
            throw Rejection.badRequest("A maximum of " + MOST_MARKS
                    + " blocks with cache_control may be provided. Found " + PromptMarks.count(request) + ".");
        }
    }

    private static boolean isListOfStrings(JsonNode value) {
        return value.isArray() && value.values().stream().allMatch(JsonNode::isString);
    }

    private static void refuseUnknown(JsonNode request) {
        for (String name : request.propertyNames()) {
            if (!FIELDS.contains(name)) {
                throw Rejection.badRequest(name + ": Extra inputs are not permitted");
            }
        }
    }

    private static void checkTypes(JsonNode request) {
        type(request, "model", request.path("model").isString(), "string");
        type(request, "max_tokens", request.path("max_tokens").isIntegralNumber(), "integer");
        type(request, "messages", request.path("messages").isArray(), "list");
        type(request, "stream", request.path("stream").isBoolean(), "boolean");
        type(request, "temperature", request.path("temperature").isNumber(), "number");
        type(request, "top_p", request.path("top_p").isNumber(), "number");
        type(request, "top_k", request.path("top_k").isIntegralNumber(), "integer");
        type(request, "stop_sequences", isListOfStrings(request.path("stop_sequences")), "list of strings");
        type(request, "tools", request.path("tools").isArray(), "list");
        if (request.path("max_tokens").asInt(0) < 0) {
            throw Rejection.badRequest("max_tokens: must be greater than or equal to 0");
        }
        double temperature = request.path("temperature").asDouble(1);
        if (temperature < 0 || temperature > 1) {
            throw Rejection.badRequest("temperature: range: 0..1");
        }
        JsonNode system = request.path("system");
        if (!system.isMissingNode() && !system.isString() && !system.isArray()) {
            throw Rejection.badRequest("system: Input should be a valid list");
        }
        for (JsonNode block : system.values()) {
            if (block.path("text").asString("").isEmpty()) {
                throw Rejection.badRequest("system: text content blocks must be non-empty");
            }
        }
    }

    private static void type(JsonNode request, String field, boolean right, String expected) {
        if (request.has(field) && !right) {
            throw Rejection.badRequest(field + ": Input should be a valid " + expected);
        }
    }

    private static void checkTools(JsonNode tools) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < tools.size(); i++) {
            JsonNode tool = tools.path(i);
            if (!tool.path("type").asString("custom").equals("custom")) {
                continue;
            }
            String place = "tools." + i + ".custom.";
            if (!tool.path("name").isString()) {
                throw Rejection.badRequest(place + "name: Field required");
            }
            String name = tool.path("name").stringValue();
            if (!name.matches(TOOL_NAME)) {
                throw Rejection.badRequest(place + "name: String should match pattern '^" + TOOL_NAME + "$'");
            }
            if (!tool.path("input_schema").isObject()) {
                throw Rejection.badRequest(place + "input_schema: Field required");
            }
            if (!tool.path("input_schema").path("type").asString("").equals("object")) {
                throw Rejection.badRequest(place + "input_schema.type: Input should be 'object'");
            }
            if (!names.add(name)) {
                throw Rejection.badRequest("tools: Tool names must be unique.");
            }
        }
    }

    private static void checkThinking(JsonNode request) {
        JsonNode thinking = request.path("thinking");
        String type = thinking.path("type").asString("disabled");
        if (!List.of("enabled", "disabled", "adaptive").contains(type)) {
            throw Rejection.badRequest("thinking: Input tag '" + type
                    + "' found using 'type' does not match any of the expected tags: 'adaptive', 'disabled',"
                    + " 'enabled'");
        }
        if (type.equals("disabled")) {
            return;
        }
        if (type.equals("enabled")) {
            checkBudget(request, thinking);
        }
        if (request.path("temperature").asDouble(1) != 1) {
            throw Rejection.badRequest("`temperature` may only be set to 1 when thinking is enabled.");
        }
        if (request.hasNonNull("top_k")) {
            throw Rejection.badRequest("`top_k` must be unset when thinking is enabled.");
        }
    }

    private static void checkBudget(JsonNode request, JsonNode thinking) {
        if (request.path("model").asString().startsWith("sim-adaptive")) {
            throw Rejection.badRequest("\"thinking.type.enabled\" is not supported for this model. Use"
                    + " \"thinking.type.adaptive\" and \"output_config.effort\" to control thinking behavior.");
        }
        if (!thinking.path("budget_tokens").isIntegralNumber()) {
            throw Rejection.badRequest("thinking.enabled.budget_tokens: Field required");
        }
        int budget = thinking.path("budget_tokens").intValue();
        if (budget < LEAST_BUDGET) {
            throw Rejection.badRequest(
                    "thinking.enabled.budget_tokens: Input should be greater than or equal to " + LEAST_BUDGET);
        }
        if (request.has("max_tokens") && budget >= request.path("max_tokens").asInt()) {
            throw Rejection.badRequest("`max_tokens` must be greater than `thinking.budget_tokens`.");
        }
    }

    private static void checkChoice(JsonNode request) {
        JsonNode choice = request.path("tool_choice");
        if (choice.isMissingNode() || choice.isNull()) {
            return;
        }
        String type = choice.path("type").asString("");
        if (!List.of("auto", "any", "tool", "none").contains(type)) {
            throw Rejection.badRequest("tool_choice: Input tag '" + type
                    + "' found using 'type' does not match any of the expected tags: 'auto', 'any', 'tool', 'none'");
        }
        if (request.path("tools").isEmpty()) {
            throw Rejection.badRequest("tool_choice may only be specified while providing tools.");
        }
        boolean forced = type.equals("any") || type.equals("tool");
        String thinking = request.path("thinking").path("type").asString("disabled");
        if (forced && !thinking.equals("disabled")) {
            throw Rejection.badRequest("Thinking may not be enabled when tool_choice forces tool use.");
        }
        String name = choice.path("name").asString("");
        boolean offered = request.path("tools").values().stream()
                .anyMatch(tool -> tool.path("name").asString("").equals(name));
        if (type.equals("tool") && !offered) {
            throw Rejection.badRequest("tool_choice.tool.name: Tool '" + name + "' not found in provided tools");
        }
    }
}
