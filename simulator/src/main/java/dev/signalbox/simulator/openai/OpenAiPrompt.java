package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.answer.OfferedTool;
import dev.signalbox.simulator.answer.Prompt;
import dev.signalbox.simulator.answer.PromptCache.Mark;
import dev.signalbox.simulator.answer.PromptCache.Segment;
import dev.signalbox.simulator.answer.Shape;
import dev.signalbox.simulator.answer.Tokens;
import dev.signalbox.simulator.answer.ToolChoice;
import dev.signalbox.simulator.dialect.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads what a checked chat completion request asks. */
final class OpenAiPrompt {
    private static final int TOKENS_PER_MESSAGE = 3;
    private static final int TOKENS_PER_IMAGE = 85;

    private OpenAiPrompt() {}

    static Prompt read(JsonNode request) {
        List<JsonNode> messages = List.copyOf(request.path("messages").values());
        String model = request.path("model").asString();
        return new Prompt(
                model,
                asked(messages),
                toolResults(messages),
                images(messages),
                tools(request),
                choice(request.path("tool_choice")),
                request.path("parallel_tool_calls").asBoolean(true),
                shape(request.path("response_format")),
                cap(request),
                stops(request.path("stop")),
                thinking(model, request.path("reasoning_effort").asString("")),
                false,
                inputTokens(request, messages));
    }

    /** The words of a message, whether they stand there as one text or as parts. */
    static String text(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content.values()) {
            text.append(text.isEmpty() ? "" : "\n").append(part.path("text").asString(""));
        }
        return text.toString();
    }

    /** The beginning of the answer, where it is marked as one; OpenAI itself would answer anew. */
    static String begun(JsonNode request) {
        JsonNode messages = request.path("messages");
        JsonNode last = messages.path(messages.size() - 1);
        boolean marked = request.path("continue_final_message").asBoolean(false)
                || last.path("prefix").asBoolean(false)
                || last.path("partial").asBoolean(false);
        return marked && last.path("role").asString("").equals("assistant") ? text(last.path("content")) : "";
    }

    private static String asked(List<JsonNode> messages) {
        for (JsonNode message : messages.reversed()) {
            if (message.path("role").asString().equals("user")) {
                return text(message.path("content"));
            }
        }
        return text(messages.getLast().path("content"));
    }

    private static List<String> toolResults(List<JsonNode> messages) {
        List<String> results = new ArrayList<>();
        for (JsonNode message : messages.reversed()) {
            if (!message.path("role").asString().equals("tool")) {
                break;
            }
            results.addFirst(text(message.path("content")));
        }
        return results;
    }

    private static List<String> images(List<JsonNode> messages) {
        return messages.stream()
                .flatMap(message ->
                        message.path("content").isArray() ? message.path("content").values().stream() : Stream.empty())
                .filter(part -> part.path("type").asString("").equals("image_url"))
                .map(part -> mediaType(part.path("image_url").path("url").asString("")))
                .toList();
    }

    private static String mediaType(String url) {
        return url.startsWith("data:") && url.indexOf(';') > 0
                ? url.substring("data:".length(), url.indexOf(';'))
                : "url";
    }

    private static List<OfferedTool> tools(JsonNode request) {
        return request.path("tools").values().stream()
                .map(tool -> tool.path("function"))
                .filter(function -> !function.path("name").asString("").isEmpty()) // custom tools are not called
                .map(function -> new OfferedTool(function.path("name").asString(""), schema(function)))
                .toList();
    }

    private static JsonNode schema(JsonNode function) {
        return function.path("parameters").isObject() ? function.path("parameters") : Json.object();
    }

    private static ToolChoice choice(JsonNode choice) {
        if (choice.isObject()) {
            return new ToolChoice.Named(choice.path("function").path("name").asString(""));
        }
        return switch (choice.asString("auto")) {
            case "none" -> new ToolChoice.Forbidden();
            case "required" -> new ToolChoice.Required();
            default -> new ToolChoice.Auto();
        };
    }

    private static Shape shape(JsonNode format) {
        return switch (format.path("type").asString("text")) {
            case "json_object" -> new Shape.AnyJson();
            case "json_schema" -> new Shape.Schema(format.path("json_schema").path("schema"));
            default -> new Shape.Words();
        };
    }

    private static int cap(JsonNode request) {
        for (String name : List.of("max_completion_tokens", "max_tokens")) {
            if (request.hasNonNull(name)) {
                return request.path(name).asInt();
            }
        }
        return Integer.MAX_VALUE;
    }

    private static List<String> stops(JsonNode stop) {
        if (stop.isString()) {
            return List.of(stop.stringValue());
        }
        return stop.values().stream().map(JsonNode::asString).toList();
    }

    /** Models that reason do it with medium effort unless they are told otherwise; others only when told. */
    private static int thinking(String model, String effort) {
        boolean reasons = model.startsWith("sim-o") || OpenAiWhole.showsThinking(model);
        return switch (effort) {
            case "none" -> 0;
            case "minimal" -> 8;
            case "low" -> 16;
            case "medium" -> 32;
            case "high" -> 64;
            case "xhigh", "max" -> 128;
            default -> reasons ? 32 : 0;
        };
    }

    private static int inputTokens(JsonNode request, List<JsonNode> messages) {
        JsonNode tools = request.path("tools");
        return messages.stream().mapToInt(OpenAiPrompt::tokens).sum()
                + (tools.isArray() ? Tokens.count(tools.toString()) : 0);
    }

    /** The messages, tools first, each the end of a beginning that is to be cached. */
    static List<Segment> segments(JsonNode request) {
        List<Segment> segments = new ArrayList<>();
        if (request.path("tools").isArray()) {
            String tools = request.path("tools").toString();
            segments.add(new Segment(tools, Tokens.count(tools), Mark.FIVE_MINUTES));
        }
        for (JsonNode message : request.path("messages").values()) {
            segments.add(new Segment(message.toString(), tokens(message), Mark.FIVE_MINUTES));
        }
        return segments;
    }

    private static int tokens(JsonNode message) {
        JsonNode content = message.path("content");
        int tokens = TOKENS_PER_MESSAGE + Tokens.count(text(content));
        if (message.path("tool_calls").isArray()) {
            tokens += Tokens.count(message.path("tool_calls").toString());
        }
        return tokens + images(List.of(message)).size() * TOKENS_PER_IMAGE;
    }
}
