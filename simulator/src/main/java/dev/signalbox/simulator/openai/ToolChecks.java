package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.dialect.Rejection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Refuses tools, and choices among them, that the real API refuses. */
final class ToolChecks {
    private ToolChecks() {}

    static void check(JsonNode request) {
        Field tools = Field.of(request, "tools");
        tools.array();
        tools.nonEmpty();
        tools.atMost(128);
        for (int i = 0; i < tools.value().size(); i++) {
            checkTool(tools.item(i));
        }
        Field parallel = Field.of(request, "parallel_tool_calls");
        parallel.bool();
        Field choice = Field.of(request, "tool_choice");
        if (!tools.present()) {
            refuseWithoutTools(parallel);
            refuseWithoutTools(choice);
        }
        checkChoice(choice, tools.value());
    }

    private static void checkTool(Field tool) {
        tool.object();
        tool.child("type").required();
        tool.child("type").oneOf(List.of("function", "custom"));
        if (!tool.value().path("type").asString().equals("function")) {
            return;
        }
        Field function = tool.child("function");
        function.required();
        function.object();
        Field name = function.child("name");
        name.required();
        name.text();
        name.longest(64);
        name.matches("[a-zA-Z0-9_-]+");
        function.child("description").text();
        function.child("parameters").object();
        JsonNode parameters = function.value().path("parameters");
        if (parameters.isObject() && !parameters.isEmpty()) {
            checkParameters(function, parameters);
        }
    }

    private static void checkParameters(Field function, JsonNode parameters) {
        String owner = "function '" + function.value().path("name").asString() + "'";
        String param = function.name() + ".parameters";
        String type = parameters.path("type").asString("None");
        if (!type.equals("object")) {
            throw Rejection.badRequest(
                    "Invalid schema for " + owner
                            + ": schema must be a JSON Schema of 'type: \"object\"', got 'type: \"" + type + "\"'.",
                    param,
                    "invalid_function_parameters");
        }
        if (function.value().path("strict").asBoolean(false)) {
            StrictSchema.check(parameters, owner, param, "invalid_function_parameters");
        }
    }

    private static void refuseWithoutTools(Field field) {
        boolean harmless = field.value().asString("").equals("none");
        if (field.present() && !harmless) {
            throw Rejection.badRequest(
                    "Invalid value for '" + field.name() + "': '" + field.name()
                            + "' is only allowed when 'tools' are specified.",
                    field.name(),
                    null);
        }
    }

    private static void checkChoice(Field choice, JsonNode tools) {
        if (!choice.present()) {
            return;
        }
        if (!choice.value().isObject()) {
            choice.oneOf(List.of("none", "auto", "required"));
            return;
        }
        if (!choice.value().path("type").asString("").equals("function")) {
            return;
        }
        Field name = choice.child("function").child("name");
        name.required();
        String wanted = name.value().asString();
        boolean offered = tools.values().stream()
                .anyMatch(
                        tool -> tool.path("function").path("name").asString("").equals(wanted));
        if (!offered) {
            throw Rejection.badRequest(
                    "Invalid value for 'tool_choice': the function '" + wanted + "' was not found in 'tools'.",
                    "tool_choice",
                    null);
        }
    }
}
