package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.At;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the messages of a request. Answers of tools that follow each other become one message of the user. */
final class MessageReader {
    private MessageReader() {}

    static List<Message> read(At request) throws Unreadable {
        List<Json> items = request.items("messages");
        if (items.isEmpty()) {
            throw new Unreadable("messages", "missing or empty (expected: an array with at least one message)");
        }
        List<Message> messages = new ArrayList<>();
        List<Content> results = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            At message = At.of("messages[" + i + "]", items.get(i));
            String role = message.text("role");
            if (role.equals("tool")) {
                results.add(result(message));
                continue;
            }
            flush(results, messages);
            messages.add(message(message, role));
        }
        flush(results, messages);
        return messages;
    }

    private static void flush(List<Content> results, List<Message> messages) {
        if (!results.isEmpty()) {
            messages.add(new Message(Role.USER, results, Extra.none()));
            results.clear();
        }
    }

    private static Message message(At message, String role) throws Unreadable {
        return switch (role) {
            case "system", "developer" -> plain(message, Role.SYSTEM);
            case "user" -> plain(message, Role.USER);
            case "assistant" -> assistant(message);
            case "function" ->
                throw new Unreadable(message.where("role"), "function is not translated (expected: tool)");
            default ->
                throw new Unreadable(
                        message.where("role"), role + " (expected: system, developer, user, assistant or tool)");
        };
    }

    private static Message plain(At message, Role role) throws Unreadable {
        return new Message(
                role, PartReader.read(message), Extra.kept(OpenAi.FAMILY, message.beside("role", "content")));
    }

    private static Content.ToolResult result(At message) throws Unreadable {
        return new Content.ToolResult(
                message.text("tool_call_id"),
                PartReader.read(message),
                false,
                Extra.kept(OpenAi.FAMILY, message.beside("role", "content", "tool_call_id")));
    }

    private static Message assistant(At message) throws Unreadable {
        List<Content> content = new ArrayList<>(ReasoningFields.read(message));
        content.addAll(PartReader.read(message));
        Optional<String> refusal = message.maybeText("refusal");
        refusal.ifPresent(text -> content.add(new Content.Refusal(text, Extra.none())));
        List<Json> calls = message.items("tool_calls");
        for (int i = 0; i < calls.size(); i++) {
            content.add(call(At.of(message.where("tool_calls[" + i + "]"), calls.get(i))));
        }
        if (message.find("function_call").isPresent()) {
            throw new Unreadable(message.where("function_call"), "not translated (expected: tool_calls)");
        }
        return new Message(
                Role.ASSISTANT,
                content,
                Extra.kept(
                        OpenAi.FAMILY,
                        message.beside(
                                "role",
                                "content",
                                "refusal",
                                "tool_calls",
                                "function_call",
                                ReasoningFields.CONTENT,
                                ReasoningFields.SHORT,
                                ReasoningFields.EXTENSION)));
    }

    /** Callers who merged a stream send the index of its deltas back, which says nothing any more. */
    private static Content call(At call) throws Unreadable {
        String type = call.maybeText("type").orElse("function");
        if (!type.equals("function")) {
            return new Content.Foreign(OpenAi.FAMILY, type, call.object());
        }
        At function = call.object("function");
        return new Content.ToolCall(
                call.text("id"),
                function.text("name"),
                function.maybeText("arguments").orElse(""),
                Extra.kept(OpenAi.FAMILY, call.beside("id", "type", "function", "index")));
    }
}
