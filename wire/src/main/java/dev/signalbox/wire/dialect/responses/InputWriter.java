package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ToolIds;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.Role;
import dev.signalbox.wire.model.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes messages as input items: each thought, call and result of a tool is an item of its own, in the order it was said. */
final class InputWriter {
    /** OpenAI refuses longer ids. */
    private static final ToolIds TOOL_IDS = new ToolIds(Pattern.compile(".{1,64}", Pattern.DOTALL));

    private final Notes notes;
    private final ModelFacts facts;
    private final PartWriter parts;
    private final Set<String> customs;
    private final List<Json> items = new ArrayList<>();

    InputWriter(List<Tool> tools, ModelFacts facts, Notes notes) {
        this.notes = notes;
        this.facts = facts;
        this.parts = new PartWriter(notes);
        this.customs = tools.stream()
                .filter(tool -> tool instanceof Tool.Function function
                        && CustomTools.kept(function).isPresent())
                .map(tool -> ((Tool.Function) tool).name())
                .collect(Collectors.toSet());
    }

    /** @param from the first message that is not yet written elsewhere */
    List<Json> write(List<Message> messages, int from) {
        for (int i = from; i < messages.size(); i++) {
            message(messages.get(i), "messages[" + i + "].");
        }
        return items;
    }

    private void message(Message message, String path) {
        List<Json> said = new ArrayList<>();
        for (int i = 0; i < message.content().size(); i++) {
            Content content = message.content().get(i);
            String where = path + "content[" + i + "]";
            switch (content) {
                case Content.ToolCall call -> {
                    flush(message.role(), said);
                    items.add(call(call, where));
                }
                case Content.ToolResult result -> {
                    flush(message.role(), said);
                    items.add(result(result, where));
                }
                case Content.Reasoning reasoning -> {
                    flush(message.role(), said);
                    thought(reasoning);
                }
                case Content.Foreign foreign
                when foreign.dialect().equals(Responses.FAMILY) && message.role() == Role.ASSISTANT -> {
                    flush(message.role(), said);
                    items.add(foreign.raw());
                }
                case Content.Text _, Content.Image _, Content.Document _, Content.Refusal _, Content.Foreign _ ->
                    parts.part(content, message.role(), where).ifPresent(said::add);
            }
        }
        notes.own(path, message.extra());
        flush(message.role(), said);
    }

    private void flush(Role role, List<Json> said) {
        if (!said.isEmpty()) {
            List<Json> content = List.copyOf(said);
            items.add(Json.object(
                    f -> f.put("type", "message").put("role", word(role)).put("content", Json.array(content))));
            said.clear();
        }
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private Json.Obj call(Content.ToolCall call, String path) {
        Json.Obj own = notes.own(path + ".", call.extra());
        boolean custom = customs.contains(call.name());
        return Json.object(f -> {
            f.put("type", custom ? "custom_tool_call" : "function_call");
            f.put("call_id", TOOL_IDS.safe(call.id())).put("name", call.name());
            if (custom) {
                f.put("input", CustomTools.input(call.arguments()));
            } else {
                f.put("arguments", call.arguments().isEmpty() ? "{}" : call.arguments());
            }
            f.all(own);
        });
    }

    private Json.Obj result(Content.ToolResult result, String path) {
        List<Json> output = new ArrayList<>();
        for (int i = 0; i < result.content().size(); i++) {
            parts.part(result.content().get(i), Role.USER, path + ".content[" + i + "]")
                    .ifPresent(output::add);
        }
        if (result.error()) {
            markError(output, path);
        }
        Json.Obj own = notes.own(path + ".", result.extra());
        String type = isCustom(result.callId()) ? "custom_tool_call_output" : "function_call_output";
        return Json.object(f -> f.put("type", type)
                .put("call_id", TOOL_IDS.safe(result.callId()))
                .put("output", PartWriter.output(output))
                .all(own));
    }

    private boolean isCustom(String callId) {
        String id = TOOL_IDS.safe(callId);
        return items.stream()
                .anyMatch(item -> item instanceof Json.Obj object
                        && object.text("type").orElse("").equals("custom_tool_call")
                        && object.text("call_id").orElse("").equals(id));
    }

    private void markError(List<Json> output, String path) {
        boolean says = !output.isEmpty()
                && output.getFirst() instanceof Json.Obj part
                && part.text("text").orElse("").toLowerCase(Locale.ROOT).startsWith("error");
        if (!says) {
            output.addFirst(PartWriter.input("Error: "));
            notes.adjusted(path + ".is_error", "true", "the text begins with Error:", "there is no such field");
        }
    }

    /** Reasoning goes back only to the family it came from: encrypted where it is, readable where the model may take it. */
    private void thought(Content.Reasoning reasoning) {
        boolean own = reasoning.provider().equals(Responses.FAMILY);
        if (own && reasoning.signature().isPresent()) {
            items.add(Json.object(f -> f.put("type", "reasoning")
                    .put("summary", Json.array(ReasoningItems.summary(reasoning.text())))
                    .put("encrypted_content", reasoning.signature().get())));
        } else if (own && !reasoning.text().isEmpty() && facts.takesReadableReasoning()) {
            Json.Obj words = Json.object(f -> f.put("type", "reasoning_text").put("text", reasoning.text()));
            items.add(Json.object(f -> f.put("type", "reasoning")
                    .put("summary", Json.array(List.of()))
                    .put("content", Json.array(List.of(words)))));
        } else {
            notes.hint("messages.reasoning", "reasoning of " + reasoning.provider() + " cannot go to this model");
        }
    }
}
