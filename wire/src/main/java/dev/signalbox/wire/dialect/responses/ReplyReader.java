package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.OpenAiErrors;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.ModelReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a whole answer. */
final class ReplyReader {
    private ReplyReader() {}

    static ModelReply read(byte[] body) throws Unreadable {
        Json.Obj reply = RequestReader.parse(body);
        refuseError(reply.find("error"));
        if (!(reply.get("output") instanceof Json.Arr(List<Json> output))) {
            throw new Unreadable("output", "missing or no array (expected: an array of items)");
        }
        List<Content> content = new ArrayList<>();
        for (Json item : output) {
            if (item instanceof Json.Obj object) {
                item(object, content);
            }
        }
        boolean tools = content.stream().anyMatch(Content.ToolCall.class::isInstance);
        OptionalLong created = reply.whole("created_at");
        return new ModelReply(
                reply.text("id").orElse(""),
                reply.text("model").orElse(""),
                created.isPresent() ? Optional.of(created.getAsLong()) : Optional.empty(),
                content,
                StopWords.read(reply, tools),
                UsageFields.find(reply),
                Extra.none());
    }

    static void refuseError(Optional<Json> error) throws Unreadable {
        Optional<Json> found = OpenAiErrors.find(error);
        if (found.isPresent()) {
            throw new Unreadable("error", "an error inside an answer: " + OpenAiErrors.words(found.get()));
        }
    }

    private static void item(Json.Obj item, List<Content> content) {
        String type = item.text("type").orElse("message");
        switch (type) {
            case "message" ->
                item.items("content").forEach(part -> {
                    if (part instanceof Json.Obj object) {
                        part(object, content);
                    }
                });
            case "reasoning" -> content.add(ReasoningItems.read(item, item.text("encrypted_content")));
            case "function_call" -> content.add(call(item, arguments(item)));
            case "custom_tool_call" ->
                content.add(call(item, CustomTools.arguments(item.text("input").orElse(""))));
            default -> content.add(new Content.Foreign(Responses.FAMILY, type, item));
        }
    }

    private static void part(Json.Obj part, List<Content> content) {
        part.text("text").filter(text -> !text.isEmpty()).ifPresent(text -> content.add(new Content.Text(text)));
        part.text("refusal")
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> content.add(new Content.Refusal(text, Extra.none())));
    }

    private static Content call(Json.Obj item, String arguments) {
        String id = item.text("call_id").or(() -> item.text("id")).orElse("");
        return new Content.ToolCall(id, item.text("name").orElse(""), arguments, Extra.none());
    }

    /** The arguments as text; some providers give them as an object. */
    static String arguments(Json.Obj item) {
        return switch (item.find("arguments").orElse(Json.text(""))) {
            case Json.Text(String text) -> text;
            case Json other -> new String(JsonCodec.write(other), StandardCharsets.UTF_8);
        };
    }
}
