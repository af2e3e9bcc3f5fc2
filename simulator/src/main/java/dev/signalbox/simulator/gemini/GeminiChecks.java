package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.dialect.Rejection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Refuses what the real API refuses although its fields are known. The request has been read by {@link Payload}. */
final class GeminiChecks {
    private static final String CONFIG = "generation_config.";
    private static final Set<String> TYPES =
            Set.of("TYPE_UNSPECIFIED", "STRING", "NUMBER", "INTEGER", "BOOLEAN", "ARRAY", "OBJECT", "NULL");
    private static final List<String> MODES = List.of("MODE_UNSPECIFIED", "AUTO", "ANY", "NONE", "VALIDATED");
    private static final List<String> LEVELS =
            List.of("THINKING_LEVEL_UNSPECIFIED", "MINIMAL", "LOW", "MEDIUM", "HIGH");
    private static final int MOST_STOPS = 5;

    private GeminiChecks() {}

    /** Whether a model has the rules of the third generation. */
    static boolean third(String model) {
        return model.contains("gemini-3");
    }

    static void check(String model, JsonNode request, Signatures signatures) {
        if (request.hasNonNull("cachedContent")) {
            throw new Rejection(403, null, "CachedContent not found (or permission denied)", null, null);
        }
        new TurnChecks(model, request.path("contents"), signatures).check();
        JsonNode config = request.path("generationConfig");
        checkNumbers(config);
        checkThinking(model, config.path("thinkingConfig"));
        boolean functions = checkTools(request.path("tools"));
        checkChoice(request.at("/toolConfig/functionCallingConfig"), functions);
        checkFormat(model, config, functions);
    }

    private static void checkNumbers(JsonNode config) {
        range(config, "temperature", 0, 2);
        range(config, "topP", 0, 1);
        range(config, "presencePenalty", -2, 2);
        range(config, "frequencyPenalty", -2, 2);
        range(config, "candidateCount", 1, 8);
        range(config, "maxOutputTokens", 1, Integer.MAX_VALUE);
        range(config, "logprobs", 0, 20);
        if (config.path("stopSequences").size() > MOST_STOPS) {
            throw invalid("The number of stop sequences must not exceed " + MOST_STOPS + '.');
        }
        if (config.has("logprobs") && !config.path("responseLogprobs").asBoolean(false)) {
            throw invalid("logprobs can only be set when response_logprobs is true.");
        }
    }

    private static void range(JsonNode config, String name, double least, double most) {
        double value = config.path(name).asDouble(least);
        if (value < least || value > most) {
            throw invalid("* GenerateContentRequest." + CONFIG + name + ": must be in the range [" + least + ", " + most
                    + "]");
        }
    }

    private static void checkThinking(String model, JsonNode thinking) {
        if (thinking.has("thinkingBudget") && thinking.has("thinkingLevel")) {
            throw invalid("You can only set only one of thinking budget and thinking level.");
        }
        int budget = thinking.path("thinkingBudget").asInt(0);
        if (budget < -1 || budget > 32768) {
            throw invalid("The thinking budget " + budget + " is invalid. Please choose a value between 0 and 32768.");
        }
        if (!thinking.has("thinkingLevel")) {
            return;
        }
        if (!third(model)) {
            throw invalid("Thinking level is not supported for this model.");
        }
        String level = thinking.path("thinkingLevel").asString();
        if (!LEVELS.contains(level.toUpperCase(Locale.ROOT))) {
            throw invalid("Invalid value at '" + CONFIG + "thinking_config.thinking_level', \"" + level + '"');
        }
    }

    /** @return whether functions are offered */
    private static boolean checkTools(JsonNode tools) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < tools.size(); i++) {
            JsonNode declarations = tools.path(i).path("functionDeclarations");
            for (int j = 0; j < declarations.size(); j++) {
                JsonNode declaration = declarations.path(j);
                String place = "tools[" + i + "].function_declarations[" + j + "].";
                String name = declaration.path("name").asString("");
                if (!name.matches("[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}")) {
                    throw invalid("* GenerateContentRequest." + place
                            + "name: Invalid function name. Must start with a letter or an underscore. Must be"
                            + " alphanumeric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-),"
                            + " with a maximum length of 128.");
                }
                if (!names.add(name)) {
                    throw invalid("Duplicate function declaration found: " + name);
                }
                if (declaration.has("parameters") && declaration.has("parametersJsonSchema")) {
                    throw invalid("* GenerateContentRequest." + place
                            + "parameters: only one of parameters and parameters_json_schema can be set.");
                }
                checkSchema(declaration.path("parameters"), place + "parameters");
            }
        }
        return !names.isEmpty();
    }

    private static void checkSchema(JsonNode schema, String place) {
        if (!schema.isObject()) {
            return;
        }
        String type = schema.path("type").asString("");
        if (!type.isEmpty() && !TYPES.contains(type.toUpperCase(Locale.ROOT))) {
            throw invalid("Invalid value at '" + place + ".type'"
                    + " (type.googleapis.com/google.ai.generativelanguage.v1beta.Type), \"" + type + '"');
        }
        if (type.equalsIgnoreCase("array") && !schema.has("items")) {
            throw invalid("* GenerateContentRequest." + place + ".items: missing field.");
        }
        schema.path("required").values().forEach(name -> {
            if (!schema.path("properties").has(name.asString())) {
                throw invalid("* GenerateContentRequest." + place + ".required[0]: property is not defined");
            }
        });
        schema.path("properties")
                .properties()
                .forEach(
                        property -> checkSchema(property.getValue(), place + ".properties[" + property.getKey() + ']'));
        checkSchema(schema.path("items"), place + ".items");
        schema.path("anyOf").values().forEach(one -> checkSchema(one, place + ".any_of"));
    }

    private static void checkChoice(JsonNode choice, boolean functions) {
        String mode = choice.path("mode").asString("AUTO").toUpperCase(Locale.ROOT);
        if (!MODES.contains(mode)) {
            throw invalid("Invalid value at 'tool_config.function_calling_config.mode', \"" + mode + '"');
        }
        if (!choice.path("allowedFunctionNames").isEmpty()
                && !List.of("ANY", "VALIDATED").contains(mode)) {
            throw invalid("Allowed function names are only supported in mode ANY and VALIDATED.");
        }
        if (mode.equals("ANY") && !functions) {
            throw invalid("Function calling config is set without function_declarations.");
        }
    }

    private static void checkFormat(String model, JsonNode config, boolean functions) {
        boolean schema = config.has("responseSchema");
        boolean plain = config.has("responseJsonSchema") || config.has("_responseJsonSchema");
        boolean json = config.path("responseMimeType").asString("").equals("application/json");
        if (schema && plain) {
            throw invalid("response_schema and response_json_schema cannot both be set.");
        }
        if ((schema || plain) && !json) {
            throw invalid("Response schema is only supported with response_mime_type application/json.");
        }
        if (json && functions && !third(model)) {
            throw invalid("Function calling with a response mime type: 'application/json' is unsupported");
        }
        checkSchema(config.path("responseSchema"), CONFIG + "response_schema");
    }

    static Rejection invalid(String message) {
        return Rejection.badRequest(message);
    }
}
