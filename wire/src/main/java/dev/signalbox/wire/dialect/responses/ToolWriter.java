package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.Tool;
import dev.signalbox.wire.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the tools of a request and the choice among them. */
final class ToolWriter {
    private ToolWriter() {}

    static void write(Json.Fields body, ModelRequest request, Notes notes) {
        List<Json> tools = new ArrayList<>();
        for (int i = 0; i < request.tools().size(); i++) {
            switch (request.tools().get(i)) {
                case Tool.Function function -> tools.add(function(function, "tools[" + i + "].", notes));
                case Tool.Foreign foreign when foreign.dialect().equals(Responses.FAMILY) -> tools.add(foreign.raw());
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

    /** Here a tool that says nothing of it is strict, in other families it is not: so it is always said. */
    private static Json.Obj function(Tool.Function tool, String path, Notes notes) {
        Optional<Json.Obj> custom = CustomTools.kept(tool);
        if (custom.isPresent()) {
            return Json.object(
                    f -> f.put("type", "custom").put("name", tool.name()).all(custom.get()));
        }
        Json.Obj own = notes.own(path, tool.extra());
        return Json.object(f -> f.put("type", "function")
                .put("name", tool.name())
                .maybe("description", tool.description().map(Json::text))
                .put(
                        "parameters",
                        tool.schema()
                                .orElse(Json.object(schema ->
                                        schema.put("type", "object").put("properties", Json.object(none -> {})))))
                .put("strict", tool.strict().orElse(false))
                .all(own));
    }

    private static void choice(Json.Fields body, ToolChoice choice, ModelRequest request, Notes notes) {
        switch (choice) {
            case ToolChoice.Auto _ -> body.put("tool_choice", "auto");
            case ToolChoice.None _ -> body.put("tool_choice", "none");
            case ToolChoice.Required _ -> body.put("tool_choice", "required");
            case ToolChoice.Named(String name) -> {
                Optional<Tool.Function> tool = find(request, name);
                if (tool.isPresent()) {
                    String type = CustomTools.kept(tool.get()).isPresent() ? "custom" : "function";
                    body.put("tool_choice", Json.object(f -> f.put("type", type).put("name", name)));
                } else {
                    notes.loss("tool_choice", "the tool " + name + " could not be carried");
                }
            }
        }
    }

    private static Optional<Tool.Function> find(ModelRequest request, String name) {
        return request.tools().stream()
                .filter(tool -> tool instanceof Tool.Function function
                        && function.name().equals(name))
                .map(Tool.Function.class::cast)
                .findFirst();
    }
}
