package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.At;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.Tool;
import dev.signalbox.wire.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the tools of a request and the choice among them. */
final class ToolReader {
    private ToolReader() {}

    static List<Tool> tools(At request) throws Unreadable {
        List<Tool> tools = new ArrayList<>();
        List<Json> items = request.items("tools");
        for (int i = 0; i < items.size(); i++) {
            At tool = At.of("tools[" + i + "]", items.get(i));
            String type = tool.maybeText("type").orElse("function");
            tools.add(type.equals("function") ? function(tool) : new Tool.Foreign(OpenAi.FAMILY, type, tool.object()));
        }
        return tools;
    }

    private static Tool function(At tool) throws Unreadable {
        At function = tool.object("function");
        return new Tool.Function(
                function.text("name"),
                function.maybeText("description"),
                function.maybeObject("parameters").map(At::object),
                function.maybeBool("strict"),
                extra(tool, function));
    }

    /** Unknown fields of the tool; those inside its function stay inside a function. */
    private static Extra extra(At tool, At function) {
        Extra outer = Extra.kept(OpenAi.FAMILY, tool.beside("type", "function"));
        Extra inner = Extra.kept(OpenAi.FAMILY, function.beside("name", "description", "parameters", "strict"));
        return inner.isEmpty() ? outer : new Extra(OpenAi.FAMILY, outer.fields().with("function", inner.fields()));
    }

    static Optional<ToolChoice> choice(At request) throws Unreadable {
        Optional<Json> choice = request.find("tool_choice");
        if (choice.isEmpty()) {
            return Optional.empty();
        }
        if (choice.get() instanceof Json.Text(String word)) {
            return Optional.of(word(word));
        }
        At named = At.of("tool_choice", choice.get());
        return switch (named.text("type")) {
            case "function" ->
                Optional.of(new ToolChoice.Named(named.object("function").text("name")));
            case "allowed_tools" ->
                Optional.of(word(named.object("allowed_tools").maybeText("mode").orElse("auto")));
            default -> Optional.of(new ToolChoice.Required());
        };
    }

    private static ToolChoice word(String word) throws Unreadable {
        return switch (word) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required", "any" -> new ToolChoice.Required();
            default -> throw new Unreadable("tool_choice", word + " (expected: none, auto, required or an object)");
        };
    }

    /** Whether the choice says more than the canonical model can hold, such as a list of allowed tools. */
    static boolean choiceIsOwn(At request) {
        return request.find("tool_choice")
                .filter(choice -> choice instanceof Json.Obj named
                        && !named.text("type").orElse("").equals("function"))
                .isPresent();
    }
}
