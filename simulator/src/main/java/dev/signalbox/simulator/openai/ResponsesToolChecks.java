package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.dialect.Rejection;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Refuses tools of the Responses API, and choices among them, that the real one refuses. */
final class ResponsesToolChecks {
    private static final Set<String> BUILT_IN = Set.of(
            "web_search", "file_search", "code_interpreter", "local_shell", "mcp", "image_generation", "namespace");

    private ResponsesToolChecks() {}

    static void check(JsonNode request) {
        Field tools = Field.of(request, "tools");
        tools.array();
        for (int i = 0; i < tools.value().size(); i++) {
            checkTool(tools.item(i));
        }
        Field choice = Field.of(request, "tool_choice");
        if (choice.present() && !choice.value().isObject()) {
            choice.oneOf(List.of("none", "auto", "required"));
        } else if (choice.present()) {
            checkNamed(choice, tools.value());
        }
    }

    private static void checkTool(Field tool) {
        tool.object();
        tool.child("type").required();
        String type = tool.value().path("type").asString();
        if (BUILT_IN.contains(type)) {
            return;
        }
        tool.child("type").oneOf(List.of("function", "custom", "web_search", "local_shell"));
        Field name = tool.child("name");
        name.required();
        name.text();
        name.longest(64);
        name.matches("[a-zA-Z0-9_-]+");
        tool.child("description").text();
        tool.child("parameters").object();
        if (type.equals("function") && tool.value().path("strict").asBoolean(false)) {
            StrictSchema.check(
                    tool.value().path("parameters"),
                    "function '" + name.value().asString() + "'",
                    tool.name() + ".parameters",
                    "invalid_function_parameters");
        }
    }

    private static void checkNamed(Field choice, JsonNode tools) {
        String type = choice.value().path("type").asString("");
        if (!type.equals("function") && !type.equals("custom")) {
            return;
        }
        String wanted = choice.value().path("name").asString("");
        boolean offered = tools.values().stream()
                .anyMatch(tool -> tool.path("name").asString("").equals(wanted)
                        && tool.path("type").asString("").equals(type));
        if (!offered) {
            throw Rejection.badRequest(
                    "Tool choice '" + type + "' not found in 'tools' parameter.", "tool_choice", null);
        }
    }
}
