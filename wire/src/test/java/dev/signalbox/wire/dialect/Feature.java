package dev.signalbox.wire.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a request may hold, as each dialect writes it.
 *
 * @param openAi fields that are laid over a plain request; null where the dialect has no such thing
 */
record Feature(
        String name,
        @Nullable String openAi,
        @Nullable String anthropic,
        @Nullable String gemini) {
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==";
    private static final String PDF =
            "JVBERi0xLjQKJdPr6eEKMSAwIG9iago8PC9UaXRsZSAoYSk+PgplbmRvYmoKdHJhaWxlcgo8PD4+Cg==";
    private static final String SCHEMA = """
            {"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}""";
    private static final String OPENAI_TOOL = """
            "tools":[{"type":"function","function":{"name":"weather","description":"Tells it","parameters":%s}}]""".formatted(SCHEMA);
    private static final String ANTHROPIC_TOOL = """
            "tools":[{"name":"weather","description":"Tells it","input_schema":%s}]""".formatted(SCHEMA);
    private static final String GEMINI_TOOL = """
            "tools":[{"functionDeclarations":[{"name":"weather","description":"Tells it","parametersJsonSchema":%s}]}]""".formatted(SCHEMA);

    static List<Feature> all() {
        return List.of(
                new Feature("System prompt", """
                        {"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hello"}]}""", """
                        {"system":"Be brief."}""", """
                        {"systemInstruction":{"parts":[{"text":"Be brief."}]}}"""),
                new Feature("Image, inline", """
                        {"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,%s"}}]}]}""".formatted(PNG), """
                        {"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"%s"}}]}]}""".formatted(PNG), """
                        {"contents":[{"role":"user","parts":[{"inlineData":{"mimeType":"image/png","data":"%s"}}]}]}""".formatted(PNG)),
                new Feature("Image, by address", """
                        {"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]}]}""", """
                        {"messages":[{"role":"user","content":[{"type":"image","source":{"type":"url","url":"https://example.com/a.png"}}]}]}""", """
                        {"contents":[{"role":"user","parts":[{"fileData":{"mimeType":"image/png","fileUri":"https://example.com/a.png"}}]}]}"""),
                new Feature("Document, inline", """
                        {"messages":[{"role":"user","content":[{"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,%s"}}]}]}""".formatted(PDF), """
                        {"messages":[{"role":"user","content":[{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"%s"}}]}]}""".formatted(PDF), """
                        {"contents":[{"role":"user","parts":[{"inlineData":{"mimeType":"application/pdf","data":"%s"}}]}]}""".formatted(PDF)),
                new Feature(
                        "Cap on output",
                        "{\"max_completion_tokens\":77}",
                        "{\"max_tokens\":77}",
                        config("\"maxOutputTokens\":77")),
                new Feature(
                        "Temperature", "{\"temperature\":0.3}", "{\"temperature\":0.3}", config("\"temperature\":0.3")),
                new Feature("Temperature above 1", "{\"temperature\":1.7}", null, config("\"temperature\":1.7")),
                new Feature("`top_p`", "{\"top_p\":0.4}", "{\"top_p\":0.4}", config("\"topP\":0.4")),
                new Feature("`top_k`", null, "{\"top_k\":7}", config("\"topK\":7")),
                new Feature(
                        "Stop sequences",
                        "{\"stop\":[\"END\"]}",
                        "{\"stop_sequences\":[\"END\"]}",
                        config("\"stopSequences\":[\"END\"]")),
                new Feature(
                        "Penalties",
                        "{\"presence_penalty\":0.5,\"frequency_penalty\":0.5}",
                        null,
                        config("\"presencePenalty\":0.5,\"frequencyPenalty\":0.5")),
                new Feature("Seed", "{\"seed\":11}", null, config("\"seed\":11")),
                new Feature("`logit_bias`", "{\"logit_bias\":{\"50256\":-100}}", null, null),
                new Feature(
                        "Log probabilities",
                        "{\"logprobs\":true,\"top_logprobs\":2}",
                        null,
                        config("\"responseLogprobs\":true,\"logprobs\":2")),
                new Feature("Several answers", "{\"n\":2}", null, config("\"candidateCount\":2")),
                new Feature("Tools", "{" + OPENAI_TOOL + "}", "{" + ANTHROPIC_TOOL + "}", "{" + GEMINI_TOOL + "}"),
                new Feature(
                        "Tool choice: some tool",
                        "{" + OPENAI_TOOL + ",\"tool_choice\":\"required\"}",
                        "{" + ANTHROPIC_TOOL + ",\"tool_choice\":{\"type\":\"any\"}}",
                        "{" + GEMINI_TOOL + ",\"toolConfig\":{\"functionCallingConfig\":{\"mode\":\"ANY\"}}}"),
                new Feature(
                        "Tool choice: this tool",
                        "{" + OPENAI_TOOL
                                + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}}",
                        "{" + ANTHROPIC_TOOL + ",\"tool_choice\":{\"type\":\"tool\",\"name\":\"weather\"}}",
                        "{" + GEMINI_TOOL
                                + ",\"toolConfig\":{\"functionCallingConfig\":{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"weather\"]}}}"),
                new Feature(
                        "No parallel calls",
                        "{" + OPENAI_TOOL + ",\"parallel_tool_calls\":false}",
                        "{" + ANTHROPIC_TOOL
                                + ",\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true}}",
                        null),
                new Feature(
                        "Calls and their results",
                        """
                        {"messages":[{"role":"user","content":"Hello"},
                          {"role":"assistant","tool_calls":[{"id":"call_1","type":"function","function":{"name":"weather","arguments":"{}"}}]},
                          {"role":"tool","tool_call_id":"call_1","content":"rain"}],%s}""".formatted(OPENAI_TOOL),
                        """
                        {"messages":[{"role":"user","content":"Hello"},
                          {"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"weather","input":{}}]},
                          {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"rain"}]}],%s}""".formatted(ANTHROPIC_TOOL),
                        """
                        {"contents":[{"role":"user","parts":[{"text":"Hello"}]},
                          {"role":"model","parts":[{"functionCall":{"name":"weather","args":{}}}]},
                          {"role":"user","parts":[{"functionResponse":{"name":"weather","response":{"output":"rain"}}}]}],%s}""".formatted(GEMINI_TOOL)),
                new Feature(
                        "JSON by a schema",
                        """
                        {"response_format":{"type":"json_schema","json_schema":{"name":"stop","strict":true,"schema":%s}}}""".formatted(SCHEMA),
                        """
                        {"output_config":{"format":{"type":"json_schema","schema":%s}}}""".formatted(SCHEMA),
                        config("\"responseMimeType\":\"application/json\",\"responseJsonSchema\":" + SCHEMA)),
                new Feature(
                        "JSON of any form",
                        "{\"response_format\":{\"type\":\"json_object\"}}",
                        null,
                        config("\"responseMimeType\":\"application/json\"")),
                new Feature(
                        "Thinking, by effort",
                        "{\"reasoning_effort\":\"high\"}",
                        "{\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"high\"}}",
                        config("\"thinkingConfig\":{\"thinkingLevel\":\"high\"}")),
                new Feature(
                        "Thinking, by budget",
                        null,
                        "{\"max_tokens\":9000,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":4096}}",
                        config("\"thinkingConfig\":{\"thinkingBudget\":4096}")),
                new Feature(
                        "Marks for the prompt cache",
                        "{\"prompt_cache_key\":\"k\"}",
                        "{\"system\":[{\"type\":\"text\",\"text\":\"Be brief.\",\"cache_control\":{\"type\":\"ephemeral\"}}]}",
                        null),
                new Feature(
                        "The user's id", "{\"safety_identifier\":\"u1\"}", "{\"metadata\":{\"user_id\":\"u1\"}}", null),
                new Feature("Metadata, storing", "{\"metadata\":{\"a\":\"b\"},\"store\":true}", null, null),
                new Feature(
                        "Service tier", "{\"service_tier\":\"flex\"}", "{\"service_tier\":\"standard_only\"}", null),
                new Feature("Verbosity", "{\"verbosity\":\"low\"}", null, null),
                new Feature(
                        "Tools of the provider",
                        "{\"web_search_options\":{\"search_context_size\":\"low\"}}",
                        "{\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]}",
                        "{\"tools\":[{\"googleSearch\":{}}]}"),
                new Feature(
                        "Safety settings",
                        null,
                        null,
                        "{\"safetySettings\":[{\"category\":\"HARM_CATEGORY_HARASSMENT\",\"threshold\":\"BLOCK_NONE\"}]}"),
                new Feature(
                        "Usage in a stream",
                        "{\"stream\":true,\"stream_options\":{\"include_usage\":true}}",
                        "{\"stream\":true}",
                        null));
    }

    private static String config(String fields) {
        return "{\"generationConfig\":{" + fields + "}}";
    }

    @Nullable
    String of(String dialect) {
        return switch (dialect) {
            case "openai" -> openAi;
            case "anthropic" -> anthropic;
            default -> gemini;
        };
    }
}
