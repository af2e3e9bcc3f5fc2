package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.Tool;
import dev.signalbox.wire.model.ToolChoice;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the tools of a request and the choice among them. */
final class ToolWriter {
    private final ModelRequest request;
    private final Notes notes;

    ToolWriter(ModelRequest request, Notes notes) {
        this.request = request;
        this.notes = notes;
    }

    /** Whether the model is made to ask for a tool. */
    static boolean forces(ModelRequest request) {
        return !request.tools().isEmpty()
                && request.toolChoice()
                        .filter(choice -> choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named)
                        .isPresent();
    }

    Json.Obj write() {
        List<Json> tools = new ArrayList<>();
        for (int i = 0; i < request.tools().size(); i++) {
            tool(request.tools().get(i), Reading.at("tools", i)).ifPresent(tools::add);
        }
        if (!tools.isEmpty()) {
            Optional<Json.Obj> choice = choice();
            return Json.object(f -> f.put("tools", Json.array(tools)).maybe("tool_choice", choice));
        }
        request.toolChoice()
                .filter(choice -> !(choice instanceof ToolChoice.None || choice instanceof ToolChoice.Auto))
                .ifPresent(choice -> notes.lose("tool_choice", "there are no tools to choose from"));
        return fromHistory();
    }

    private Optional<Json.Obj> tool(Tool tool, String path) {
        return switch (tool) {
            case Tool.Function function -> {
                Json.Obj extra = notes.own(function.extra(), path);
                yield Optional.of(Json.object(f -> {
                    f.put("name", function.name());
                    f.maybe("description", function.description().map(Json::text));
                    f.put("input_schema", schema(function.schema()));
                    if (function.strict().orElse(false)) {
                        f.put("strict", true);
                    }
                    f.all(extra);
                }));
            }
            case Tool.Foreign foreign -> {
                if (foreign.dialect().equals(Anthropic.NAME)) {
                    yield Optional.of(foreign.raw());
                }
                notes.lose(path, "a tool that only " + foreign.dialect() + " runs: " + foreign.type());
                yield Optional.empty();
            }
        };
    }

    /** The schema of an object: providers demand that its type is told. */
    private static Json.Obj schema(Optional<Json.Obj> schema) {
        Json.Obj given = schema.orElse(Json.object(f -> {}));
        return given.find("type").isPresent()
                ? given
                : Json.object(f -> f.put("type", "object").all(given));
    }

    private Optional<Json.Obj> choice() {
        boolean alone = !request.parallelTools().orElse(true);
        Optional<ToolChoice> wanted = request.toolChoice();
        if (wanted.isEmpty() && !alone) {
            return Optional.empty();
        }
        Json.Obj choice = switch (wanted.orElse(new ToolChoice.Auto())) {
            case ToolChoice.Auto _ -> Json.object(f -> f.put("type", "auto"));
            case ToolChoice.None _ -> Json.object(f -> f.put("type", "none"));
            case ToolChoice.Required _ -> Json.object(f -> f.put("type", "any"));
            case ToolChoice.Named named ->
                Json.object(f -> f.put("type", "tool").put("name", named.name()));
        };
        boolean none = wanted.filter(c -> c instanceof ToolChoice.None).isPresent();
        return Optional.of(alone && !none ? choice.with("disable_parallel_tool_use", Json.bool(true)) : choice);
    }

    /** A history with tool calls needs the tools told, even where none may be asked for any more. */
    private Json.Obj fromHistory() {
        Set<String> names = new LinkedHashSet<>();
        for (Message message : request.messages()) {
            for (Content content : message.content()) {
                if (content instanceof Content.ToolCall call) {
                    names.add(call.name());
                }
            }
        }
        if (names.isEmpty()) {
            return Json.object(f -> {});
        }
        notes.adjust("tools", "absent", String.join(", ", names), "the history calls them, so they must be told");
        List<Json.Obj> tools = names.stream()
                .map(name -> Json.object(f -> f.put("name", name).put("input_schema", schema(Optional.empty()))))
                .toList();
        return Json.object(f ->
                f.put("tools", Json.array(tools)).put("tool_choice", Json.object(c -> c.put("type", "none"))));
    }
}
