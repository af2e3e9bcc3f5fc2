package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.At;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads instructions and input as messages. Items that follow each other from the same side are one turn: what the model
 * said, thought and asked for, and likewise the answers of its tools.
 */
final class InputReader {
    private static final String[] MESSAGE = {"type", "role", "content", "id", "status"};
    private static final String[] CALL = {"type", "id", "call_id", "name", "namespace", "status", "caller"};

    private static final Json.Obj NOTHING = Json.object(f -> {});

    private final List<Message> messages = new ArrayList<>();
    private final List<Content> said = new ArrayList<>();
    private Json.Obj saidBeside = NOTHING;
    private final List<Content> results = new ArrayList<>();

    private InputReader() {}

    static List<Message> read(At request) throws Unreadable {
        InputReader reader = new InputReader();
        Optional<Json> instructions = request.find("instructions");
        if (instructions.isPresent()) {
            reader.instructions(instructions.get());
        }
        reader.input(request);
        return reader.messages;
    }

    private void instructions(Json instructions) throws Unreadable {
        if (!(instructions instanceof Json.Text(String text))) {
            throw At.wrong("instructions", instructions, "a string");
        }
        if (!text.isEmpty()) {
            messages.add(Message.of(Role.SYSTEM, new Content.Text(text)));
        }
    }

    private void input(At request) throws Unreadable {
        if (request.find("input").orElse(Json.none()) instanceof Json.Text(String text)) {
            messages.add(Message.of(Role.USER, new Content.Text(text)));
            return;
        }
        List<Json> items = request.items("input");
        for (int i = 0; i < items.size(); i++) {
            item(At.of("input[" + i + "]", items.get(i)));
        }
        flush();
    }

    private void item(At item) throws Unreadable {
        String type = item.maybeText("type").orElse("message");
        switch (type) {
            case "message" -> message(item);
            case "reasoning" -> say(ReasoningItems.read(item));
            case "function_call" -> say(call(item, item.maybeText("arguments").orElse("")));
            case "custom_tool_call" ->
                say(call(item, CustomTools.arguments(item.maybeText("input").orElse(""))));
            case "function_call_output", "custom_tool_call_output" -> result(item);
            case "item_reference" ->
                throw new Unreadable(
                        item.path(), "item_reference: answers are not stored here (expected: the item itself)");
            default -> say(new Content.Foreign(Responses.FAMILY, type, item.object()));
        }
    }

    private void message(At item) throws Unreadable {
        String role = item.text("role");
        switch (role) {
            case "assistant" -> {
                PartReader.read(item, "content").forEach(this::say);
                beside(item);
            }
            case "user" -> turn(Role.USER, item);
            case "system", "developer" -> turn(Role.SYSTEM, item);
            default ->
                throw new Unreadable(item.where("role"), role + " (expected: user, assistant, system or developer)");
        }
    }

    private void turn(Role role, At item) throws Unreadable {
        flush();
        Extra extra = Extra.kept(Responses.FAMILY, item.beside(MESSAGE));
        messages.add(new Message(role, PartReader.read(item, "content"), extra));
    }

    /** What items of the model say besides their content, such as the phase of a message; of several the last word counts. */
    private void beside(At item) throws Unreadable {
        Json.Obj rest = item.object().without(MESSAGE);
        for (Map.Entry<String, Json> field : rest.fields().entrySet()) {
            saidBeside = field.getValue() instanceof Json.Null
                    ? saidBeside
                    : saidBeside.with(field.getKey(), field.getValue());
        }
    }

    private static Content call(At item, String arguments) throws Unreadable {
        Extra extra = withoutKnown(item, "arguments", "input");
        String name = OfferedTools.known(item.maybeText("namespace"), item.text("name"));
        return new Content.ToolCall(item.text("call_id"), name, arguments, extra);
    }

    private static Extra withoutKnown(At item, String... further) {
        Json.Obj rest = item.object().without(CALL).without(further);
        return Extra.kept(Responses.FAMILY, rest);
    }

    private void result(At item) throws Unreadable {
        flushSaid();
        List<Content> output = PartReader.read(item, "output");
        results.add(new Content.ToolResult(item.text("call_id"), output, false, withoutKnown(item, "output")));
    }

    private void say(Content content) {
        if (!results.isEmpty()) {
            flush();
        }
        said.add(content);
    }

    private void flush() {
        flushSaid();
        if (!results.isEmpty()) {
            messages.add(new Message(Role.USER, results, Extra.none()));
            results.clear();
        }
    }

    private void flushSaid() {
        if (!said.isEmpty()) {
            Extra extra = Extra.kept(Responses.FAMILY, saidBeside);
            messages.add(new Message(Role.ASSISTANT, said, extra));
            said.clear();
        }
        saidBeside = NOTHING;
    }
}
