package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.answer.OfferedTool;
import dev.signalbox.simulator.answer.Prompt;
import dev.signalbox.simulator.answer.Shape;
import dev.signalbox.simulator.answer.Tokens;
import dev.signalbox.simulator.answer.ToolChoice;
import dev.signalbox.simulator.dialect.Json;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a checked request asks. */
final class GeminiPrompt {
    private static final int TOKENS_PER_CONTENT = 3;
    private static final int TOKENS_PER_IMAGE = 85;
    private static final int USUAL_THINKING = 32;
    private static final int MOST_THINKING = 64;

    private GeminiPrompt() {}

    static Prompt read(String model, JsonNode request) {
        List<JsonNode> contents = List.copyOf(request.path("contents").values());
        JsonNode config = request.path("generationConfig");
        JsonNode choice = request.at("/toolConfig/functionCallingConfig");
        return new Prompt(
                model,
                asked(contents),
                toolResults(contents.getLast()),
                images(contents),
                tools(request.path("tools"), choice.path("allowedFunctionNames")),
                choice(choice),
                true,
                shape(config),
                config.path("maxOutputTokens").asInt(Integer.MAX_VALUE),
                config.path("stopSequences").values().stream()
                        .map(JsonNode::asString)
                        .toList(),
                thinking(model, config.path("thinkingConfig")),
                false,
                inputTokens(request, contents));
    }

    static boolean showsThoughts(JsonNode request) {
        return request.at("/generationConfig/thinkingConfig/includeThoughts").asBoolean(false);
    }

    private static Stream<JsonNode> parts(JsonNode content) {
        return content.path("parts").values().stream();
    }

    private static String text(JsonNode content) {
        return parts(content)
                .filter(part -> !part.path("thought").asBoolean(false))
                .filter(part -> part.path("text").isString())
                .map(part -> part.path("text").stringValue())
                .collect(Collectors.joining("\n"));
    }

    private static String asked(List<JsonNode> contents) {
        for (JsonNode content : contents.reversed()) {
            String text = text(content);
            if (!content.path("role").asString("user").equals("model") && !text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static List<String> toolResults(JsonNode content) {
        return parts(content)
                .filter(part -> part.has("functionResponse"))
                .map(part -> result(part.at("/functionResponse/response")))
                .toList();
    }

    /** Results have no fixed form; these are the names that the API suggests. */
    private static String result(JsonNode response) {
        for (String name : List.of("output", "result", "error")) {
            if (response.has(name)) {
                return response.path(name).isString()
                        ? response.path(name).stringValue()
                        : response.path(name).toString();
            }
        }
        return response.toString();
    }

    private static List<String> images(List<JsonNode> contents) {
        return contents.stream()
                .flatMap(GeminiPrompt::parts)
                .filter(part -> part.has("fileData")
                        || part.at("/inlineData/mimeType").asString("").startsWith("image/"))
                .map(part -> part.at("/inlineData/mimeType").asString("url"))
                .toList();
    }

    private static List<OfferedTool> tools(JsonNode tools, JsonNode allowed) {
        List<String> names = allowed.values().stream().map(JsonNode::asString).toList();
        return tools.values().stream()
                .flatMap(tool -> tool.path("functionDeclarations").values().stream())
                .filter(declaration -> names.isEmpty()
                        || names.contains(declaration.path("name").asString()))
                .map(declaration -> new OfferedTool(declaration.path("name").asString(), schema(declaration)))
                .toList();
    }

    private static JsonNode schema(JsonNode declaration) {
        if (declaration.path("parametersJsonSchema").isObject()) {
            return declaration.path("parametersJsonSchema");
        }
        return declaration.path("parameters").isObject() ? lower(declaration.path("parameters")) : Json.object();
    }

    private static ToolChoice choice(JsonNode choice) {
        return switch (choice.path("mode").asString("AUTO").toUpperCase(Locale.ROOT)) {
            case "ANY" -> new ToolChoice.Required();
            case "NONE" -> new ToolChoice.Forbidden();
            default -> new ToolChoice.Auto();
        };
    }

    private static Shape shape(JsonNode config) {
        for (String name : List.of("responseJsonSchema", "_responseJsonSchema")) {
            if (config.has(name)) {
                return new Shape.Schema(config.path(name));
            }
        }
        if (config.has("responseSchema")) {
            return new Shape.Schema(lower(config.path("responseSchema")));
        }
        boolean json = config.path("responseMimeType").asString("").equals("application/json");
        return json ? new Shape.AnyJson() : new Shape.Words();
    }

    /** The same schema with its types in lower case, as JSON Schema writes them. */
    private static JsonNode lower(JsonNode schema) {
        ObjectNode copy = (ObjectNode) schema.deepCopy();
        if (copy.path("type").isString()) {
            copy.put("type", copy.path("type").stringValue().toLowerCase(Locale.ROOT));
        }
        copy.path("properties")
                .properties()
                .forEach(property ->
                        ((ObjectNode) copy.path("properties")).set(property.getKey(), lower(property.getValue())));
        if (copy.has("items")) {
            copy.set("items", lower(copy.path("items")));
        }
        if (copy.has("anyOf")) {
            List<JsonNode> choices = copy.path("anyOf").values().stream()
                    .map(GeminiPrompt::lower)
                    .toList();
            copy.putArray("anyOf").addAll(choices);
        }
        return copy;
    }

    /** Models of the third generation think unless they are told to do it less; others only when told. */
    private static int thinking(String model, JsonNode config) {
        if (config.has("thinkingBudget")) {
            int budget = config.path("thinkingBudget").asInt();
            return budget < 0 ? USUAL_THINKING : Math.min(budget, MOST_THINKING);
        }
        return switch (config.path("thinkingLevel").asString("").toUpperCase(Locale.ROOT)) {
            case "MINIMAL" -> 8;
            case "LOW" -> 16;
            case "MEDIUM" -> USUAL_THINKING;
            case "HIGH" -> MOST_THINKING;
            default ->
                GeminiChecks.third(model) || config.path("includeThoughts").asBoolean(false) ? USUAL_THINKING : 0;
        };
    }

    private static int inputTokens(JsonNode request, List<JsonNode> contents) {
        JsonNode tools = request.path("tools");
        return contents.stream().mapToInt(GeminiPrompt::tokens).sum()
                + (request.has("systemInstruction") ? tokens(request.path("systemInstruction")) : 0)
                + (tools.isArray() ? Tokens.count(tools.toString()) : 0);
    }

    private static int tokens(JsonNode content) {
        return TOKENS_PER_CONTENT
                + Tokens.count(text(content))
                + parts(content).mapToInt(GeminiPrompt::otherTokens).sum();
    }

    private static int otherTokens(JsonNode part) {
        if (part.has("inlineData") || part.has("fileData")) {
            return TOKENS_PER_IMAGE;
        }
        return Stream.of("functionCall", "functionResponse")
                .filter(part::has)
                .mapToInt(kind -> Tokens.count(part.path(kind).toString()))
                .sum();
    }
}
