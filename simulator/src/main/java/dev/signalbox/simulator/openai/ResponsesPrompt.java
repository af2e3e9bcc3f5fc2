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
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads what a checked request of the Responses API asks. */
final class ResponsesPrompt {
    private static final int TOKENS_PER_ITEM = 3;
    private static final int TOKENS_PER_IMAGE = 85;

    private ResponsesPrompt() {}

    static Prompt read(JsonNode request) {
        List<JsonNode> items = items(request);
        return new Prompt(
                request.path("model").asString(),
                asked(request, items),
                toolResults(items),
                images(items),
                tools(request),
                choice(request.path("tool_choice")),
                request.path("parallel_tool_calls").asBoolean(true),
                shape(request.path("text").path("format")),
                request.path("max_output_tokens").asInt(Integer.MAX_VALUE),
                List.of(),
                thinking(request),
                false,
                inputTokens(request, items));
    }

    private static List<JsonNode> items(JsonNode request) {
        JsonNode input = request.path("input");
        return input.isArray() ? List.copyOf(input.values()) : List.of();
    }

    private static String asked(JsonNode request, List<JsonNode> items) {
        for (JsonNode item : items.reversed()) {
            if (item.path("role").asString("").equals("user")) {
                return OpenAiPrompt.text(item.path("content"));
            }
        }
        return request.path("input").asString("");
    }

    private static List<String> toolResults(List<JsonNode> items) {
        List<String> results = new ArrayList<>();
        for (JsonNode item : items.reversed()) {
            if (!item.path("type").asString("").endsWith("_call_output")) {
                break;
            }
            results.addFirst(OpenAiPrompt.text(item.path("output")));
        }
        return results;
    }

    private static List<String> images(List<JsonNode> items) {
        return items.stream()
                .flatMap(item -> item.path("content").values().stream())
                .filter(part -> part.path("type").asString("").equals("input_image"))
                .map(part -> part.path("image_url").asString(""))
                .map(url -> url.startsWith("data:") && url.indexOf(';') > 0
                        ? url.substring("data:".length(), url.indexOf(';'))
                        : "url")
                .toList();
    }

    private static List<OfferedTool> tools(JsonNode request) {
        return request.path("tools").values().stream()
                .filter(tool ->
                        Set.of("function", "custom").contains(tool.path("type").asString("")))
                .map(tool -> new OfferedTool(tool.path("name").asString(""), schema(tool)))
                .toList();
    }

    /** A custom tool takes any text: to the model it is one word to fill in. */
    private static JsonNode schema(JsonNode tool) {
        if (tool.path("type").asString("").equals("custom")) {
            return Json.parse(
                    "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},\"required\":[\"input\"]}");
        }
        return tool.path("parameters").isObject() ? tool.path("parameters") : Json.object();
    }

    private static ToolChoice choice(JsonNode choice) {
        if (choice.isObject()) {
            return new ToolChoice.Named(choice.path("name").asString(""));
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
            case "json_schema" -> new Shape.Schema(format.path("schema"));
            default -> new Shape.Words();
        };
    }

    /** Whether the model thinks before it answers. */
    static boolean reasons(JsonNode request) {
        return request.path("model").asString("").startsWith("sim-o")
                || request.path("reasoning").hasNonNull("effort");
    }

    private static int thinking(JsonNode request) {
        if (!reasons(request)) {
            return 0;
        }
        return switch (request.path("reasoning").path("effort").asString("medium")) {
            case "none" -> 0;
            case "minimal" -> 8;
            case "low" -> 16;
            case "high" -> 64;
            case "xhigh", "max" -> 128;
            default -> 32;
        };
    }

    private static int inputTokens(JsonNode request, List<JsonNode> items) {
        return segments(request).stream().mapToInt(Segment::tokens).sum()
                + images(items).size() * TOKENS_PER_IMAGE;
    }

    /** Tools, instructions and items, each the end of a beginning that is to be cached. */
    static List<Segment> segments(JsonNode request) {
        List<Segment> segments = new ArrayList<>();
        for (String name : List.of("tools", "instructions")) {
            if (request.hasNonNull(name) && !request.path(name).isEmpty()) {
                add(segments, request.path(name).toString());
            }
        }
        List<JsonNode> items = items(request);
        if (items.isEmpty()) {
            add(segments, request.path("input").asString(""));
        }
        items.forEach(item -> add(segments, words(item)));
        return segments;
    }

    private static void add(List<Segment> segments, String text) {
        segments.add(new Segment(text, TOKENS_PER_ITEM + Tokens.count(text), Mark.FIVE_MINUTES));
    }

    /** What the model reads of an item. */
    private static String words(JsonNode item) {
        StringBuilder words = new StringBuilder(OpenAiPrompt.text(item.path("content")));
        for (String name : List.of("name", "arguments", "input")) {
            words.append(item.path(name).asString(""));
        }
        return words.append(OpenAiPrompt.text(item.path("output"))).toString();
    }
}
