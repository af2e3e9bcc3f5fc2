package dev.signalbox.wire.dialect.responses;

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
        read(request, Optional.empty(), tools);
        return tools;
    }

    /** Tools inside a namespace become tools beside the others, for no other family has namespaces. */
    private static void read(At holder, Optional<String> namespace, List<Tool> tools) throws Unreadable {
        List<Json> items = holder.items("tools");
        for (int i = 0; i < items.size(); i++) {
            At tool = At.of(holder.where("tools[" + i + "]"), items.get(i));
            if (OfferedTools.isNamespace(tool.object())) {
                read(tool, Optional.of(tool.text("name")), tools);
            } else {
                tools.add(tool(tool, namespace));
            }
        }
    }

    private static Tool tool(At tool, Optional<String> namespace) throws Unreadable {
        String type = tool.text("type");
        return switch (type) {
            case "function" -> function(tool, namespace);
            case "custom" ->
                CustomTools.function(
                        OfferedTools.known(namespace, tool.text("name")),
                        tool.maybeText("description"),
                        tool.object().without("type", "name", "description"));
            default -> new Tool.Foreign(Responses.FAMILY, type, tool.object());
        };
    }

    private static Tool function(At tool, Optional<String> namespace) throws Unreadable {
        return new Tool.Function(
                OfferedTools.known(namespace, tool.text("name")),
                tool.maybeText("description"),
                tool.maybeObject("parameters").map(At::object),
                tool.maybeBool("strict"),
                Extra.kept(Responses.FAMILY, tool.beside("type", "name", "description", "parameters", "strict")));
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
            case "function", "custom" -> Optional.of(new ToolChoice.Named(named.text("name")));
            case "allowed_tools" -> Optional.of(word(named.maybeText("mode").orElse("auto")));
            default -> Optional.of(new ToolChoice.Required());
        };
    }

    private static ToolChoice word(String word) throws Unreadable {
        return switch (word) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            default -> throw new Unreadable("tool_choice", word + " (expected: none, auto, required or an object)");
        };
    }

    /** Whether the choice says more than the canonical model can hold, such as a list of allowed tools. */
    static boolean choiceIsOwn(At request) {
        return request.find("tool_choice")
                .filter(choice -> choice instanceof Json.Obj named
                        && !named.text("type").orElse("").equals("function")
                        && !named.text("type").orElse("").equals("custom"))
                .isPresent();
    }
}
