package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.ModelFacts;
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

    static void write(Json.Fields body, ModelRequest request, ModelFacts facts, Notes notes) {
        List<Json> functions = new ArrayList<>();
        List<Json> tools = new ArrayList<>();
        for (int i = 0; i < request.tools().size(); i++) {
            switch (request.tools().get(i)) {
                case Tool.Function function -> functions.add(function(function, "tools[" + i + "]", facts, notes));
                case Tool.Foreign foreign when foreign.dialect().equals(Gemini.NAME) -> tools.add(foreign.raw());
                case Tool.Foreign foreign ->
                    notes.loss(
                            "tools[" + i + "]",
                            "only providers of " + foreign.dialect() + " run the tool " + foreign.type());
            }
        }
        if (!functions.isEmpty()) {
            tools.addFirst(Json.object(f -> f.put("functionDeclarations", Json.array(functions))));
        }
        if (tools.isEmpty()) {
            return;
        }
        body.put("tools", Json.array(tools));
        if (!functions.isEmpty()) {
            choice(body, request, notes);
        }
    }

    private static Json.Obj function(Tool.Function tool, String path, ModelFacts facts, Notes notes) {
        Json.Obj own = notes.own(path + ".", tool.extra());
        tool.strict()
                .filter(strict -> strict)
                .ifPresent(_ -> notes.hint("tools.strict", "the dialect knows no strict tools"));
        return Json.object(f -> {
            f.put("name", tool.name());
            f.maybe("description", tool.description().map(Json::text));
            if (facts.quirks().refused().contains("parametersJsonSchema")) {
                tool.schema()
                        .map(schema -> SchemaSubset.of(schema, path + ".parameters", notes))
                        .filter(schema -> schema.get("properties") != null) // without any the field is refused
                        .ifPresent(schema -> f.put("parameters", schema));
            } else {
                f.maybe("parametersJsonSchema", tool.schema().map(PlainSchema::of));
            }
            f.all(own);
        });
    }

    private static void choice(Json.Fields body, ModelRequest request, Notes notes) {
        request.parallelTools()
                .filter(parallel -> !parallel)
                .ifPresent(
                        _ -> notes.hint("parallel_tool_calls", "the model may always ask for several tools at once"));
        Optional<Json.Obj> mode = request.toolChoice().flatMap(choice -> switch (choice) {
            case ToolChoice.Auto _ -> Optional.of(mode("AUTO"));
            case ToolChoice.None _ -> Optional.of(mode("NONE"));
            case ToolChoice.Required _ -> Optional.of(mode("ANY"));
            case ToolChoice.Named(String name) -> named(name, request, notes);
        });
        mode.ifPresent(config -> body.put("toolConfig", Json.object(f -> f.put("functionCallingConfig", config))));
    }

    private static Json.Obj mode(String word) {
        return Json.object(f -> f.put("mode", word));
    }

    private static Optional<Json.Obj> named(String name, ModelRequest request, Notes notes) {
        boolean offered = request.tools().stream()
                .anyMatch(tool -> tool instanceof Tool.Function function
                        && function.name().equals(name));
        if (!offered) {
            notes.loss("tool_choice", "the tool " + name + " could not be carried");
            return Optional.empty();
        }
        return Optional.of(mode("ANY").with("allowedFunctionNames", Json.array(List.of(Json.text(name)))));
    }
}
