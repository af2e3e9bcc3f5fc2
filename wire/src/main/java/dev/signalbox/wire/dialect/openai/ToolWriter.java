package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.Tool;
import dev.signalbox.wire.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;

/** Writes the tools of a request and the choice among them. */
final class ToolWriter {
    private ToolWriter() {}

    static void write(Json.Fields body, ModelRequest request, Notes notes) {
        List<Json> tools = new ArrayList<>();
        for (int i = 0; i < request.tools().size(); i++) {
            switch (request.tools().get(i)) {
                case Tool.Function function -> tools.add(function(function, "tools[" + i + "].", notes));
                case Tool.Foreign foreign when foreign.dialect().equals(OpenAi.FAMILY) -> tools.add(foreign.raw());
                case Tool.Foreign foreign ->
                    notes.loss(
                            "tools[" + i + "]",
                            "only providers of " + foreign.dialect() + " run the tool " + foreign.type());
            }
        }
        if (tools.isEmpty()) {
            return; // OpenAI refuses a choice among no tools
        }
        body.put("tools", Json.array(tools));
        request.toolChoice().ifPresent(choice -> choice(body, choice, request, notes));
        request.parallelTools().ifPresent(parallel -> body.put("parallel_tool_calls", parallel));
    }

    private static Json.Obj function(Tool.Function tool, String path, Notes notes) {
        Json.Obj own = notes.own(path, tool.extra());
        Json.Obj function = Json.object(f -> {
            f.put("name", tool.name());
            f.maybe("description", tool.description().map(Json::text));
            f.maybe("parameters", tool.schema());
            f.maybe("strict", tool.strict().map(Json::bool));
            own.object("function").ifPresent(f::all);
        });
        return Json.object(
                f -> f.put("type", "function").put("function", function).all(own.without("function")));
    }

    private static void choice(Json.Fields body, ToolChoice choice, ModelRequest request, Notes notes) {
        switch (choice) {
            case ToolChoice.Auto _ -> body.put("tool_choice", "auto");
            case ToolChoice.None _ -> body.put("tool_choice", "none");
            case ToolChoice.Required _ -> body.put("tool_choice", "required");
            case ToolChoice.Named(String name) -> {
                if (offers(request, name)) {
                    body.put("tool_choice", named(name));
                } else {
                    notes.loss("tool_choice", "the tool " + name + " could not be carried");
                }
            }
        }
    }

    private static boolean offers(ModelRequest request, String name) {
        return request.tools().stream()
                .anyMatch(tool -> tool instanceof Tool.Function function
                        && function.name().equals(name));
    }

    private static Json.Obj named(String name) {
        return Json.object(f ->
                f.put("type", "function").put("function", Json.object(inner -> inner.put("name", name))));
    }
}
