package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.answer.OfferedTool;
import dev.signalbox.simulator.answer.Prompt;
import dev.signalbox.simulator.answer.Shape;
import dev.signalbox.simulator.answer.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads what a checked Messages request asks. */
final class AnthropicPrompt {
    private static final int MOST_THINKING = 40;

    private AnthropicPrompt() {}

    /** @param inputTokens the tokens of the whole request */
    static Prompt read(JsonNode request, int inputTokens) {
        List<JsonNode> messages = List.copyOf(request.path("messages").values());
        List<String> images = new ArrayList<>();
        messages.forEach(message -> images(message.path("content"), images));
        JsonNode choice = request.path("tool_choice");
        String asked = asked(messages);
        return new Prompt(
                request.path("model").asString(),
                asked,
                toolResults(messages.getLast().path("content")),
                images,
                tools(request.path("tools")),
                choice(choice),
                !choice.path("disable_parallel_tool_use").asBoolean(false),
                shape(request.path("output_config").path("format")),
                request.path("max_tokens").asInt(Integer.MAX_VALUE),
                request.path("stop_sequences").values().stream()
                        .map(JsonNode::asString)
                        .toList(),
                thinking(request.path("thinking")),
                asked.contains("redact thinking"),
                inputTokens);
    }

    /** The words of a message, of a system prompt or of a tool result: one text, or the text blocks in it. */
    static String text(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode block : content.values()) {
            if (block.path("text").isString()) {
                text.append(text.isEmpty() ? "" : "\n")
                        .append(block.path("text").stringValue());
            }
        }
        return text.toString();
    }

    /** The beginning of the answer, if the last message is one. */
    static String begun(JsonNode request) {
        JsonNode messages = request.path("messages");
        JsonNode last = messages.path(messages.size() - 1);
        return last.path("role").asString("").equals("assistant") ? text(last.path("content")) : "";
    }

    private static String asked(List<JsonNode> messages) {
        for (JsonNode message : messages.reversed()) {
            String text = text(message.path("content"));
            if (message.path("role").asString().equals("user") && !text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static List<String> toolResults(JsonNode content) {
        return content.isArray()
                ? content.values().stream()
                        .filter(block -> type(block).equals("tool_result"))
                        .map(block -> text(block.path("content")))
                        .toList()
                : List.of();
    }

    private static void images(JsonNode content, List<String> into) {
        if (!content.isArray()) {
            return;
        }
        for (JsonNode block : content.values()) {
            if (type(block).equals("image")) {
                into.add(block.path("source").path("media_type").asString("url"));
            }
            images(block.path("content"), into);
        }
    }

    private static List<OfferedTool> tools(JsonNode tools) {
        return tools.values().stream()
                .filter(tool -> tool.path("input_schema").isObject())
                .map(tool -> new OfferedTool(tool.path("name").asString(), tool.path("input_schema")))
                .toList();
    }

    private static ToolChoice choice(JsonNode choice) {
        return switch (choice.path("type").asString("auto")) {
            case "any" -> new ToolChoice.Required();
            case "tool" -> new ToolChoice.Named(choice.path("name").asString(""));
            case "none" -> new ToolChoice.Forbidden();
            default -> new ToolChoice.Auto();
        };
    }

    private static Shape shape(JsonNode format) {
        return format.path("type").asString("").equals("json_schema")
                ? new Shape.Schema(format.path("schema"))
                : new Shape.Words();
    }

    private static int thinking(JsonNode thinking) {
        return switch (thinking.path("type").asString("disabled")) {
            case "enabled" -> Math.min(thinking.path("budget_tokens").asInt(MOST_THINKING), MOST_THINKING);
            case "adaptive" -> MOST_THINKING;
            default -> 0;
        };
    }

    static String type(JsonNode block) {
        return block.path("type").asString("");
    }
}
