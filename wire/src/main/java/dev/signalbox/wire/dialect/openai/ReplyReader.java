package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.At;
import dev.signalbox.wire.dialect.OpenAiErrors;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.ModelReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a whole answer. Of several choices the first is the answer. */
final class ReplyReader {
    private ReplyReader() {}

    static ModelReply read(byte[] body) throws Unreadable {
        Json.Obj reply = parse(body);
        Optional<Json> error = OpenAiErrors.find(reply.find("error"));
        if (error.isPresent()) {
            throw new Unreadable("error", "an error inside an answer: " + OpenAiErrors.words(error.get()));
        }
        List<Json> choices = reply.items("choices");
        if (choices.isEmpty()) {
            throw new Unreadable("choices", "missing or empty (expected: an array with at least one choice)");
        }
        At choice = At.of("choices[0]", choices.getFirst());
        List<Content> content = content(choice.object("message").object(), reply);
        boolean tools = content.stream().anyMatch(Content.ToolCall.class::isInstance);
        OptionalLong created = reply.whole("created");
        return new ModelReply(
                reply.text("id").orElse(""),
                reply.text("model").orElse(""),
                created.isPresent() ? Optional.of(created.getAsLong()) : Optional.empty(),
                content,
                Finish.read(choice.object().text("finish_reason").orElse(""), tools),
                UsageFields.find(reply),
                extra(reply));
    }

    static Json.Obj parse(byte[] body) throws Unreadable {
        try {
            return JsonCodec.readObject(body);
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static Extra extra(Json.Obj reply) {
        Json.Obj rest = reply.without("id", "object", "created", "model", "choices", "usage");
        return Extra.kept(OpenAi.FAMILY, rest);
    }

    private static List<Content> content(Json.Obj message, Json.Obj reply) {
        List<Content> content = new ArrayList<>();
        ReasoningFields.readable(message).map(ReasoningFields::unsigned).ifPresent(content::add);
        switch (message.find("content").orElse(Json.none())) {
            case Json.Text(String text) when !text.isEmpty() -> content.add(new Content.Text(text));
            case Json.Arr(List<Json> parts) -> parts.forEach(part -> part(part).ifPresent(content::add));
            case Json _ -> {}
        }
        message.text("refusal")
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> content.add(new Content.Refusal(text, Extra.none())));
        List<Json> calls = message.items("tool_calls");
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i) instanceof Json.Obj call) {
                ThoughtSignature.find(call).map(ThoughtSignature::reasoning).ifPresent(content::add);
                content.add(call(call, i, reply.text("id").orElse("")));
            }
        }
        return content;
    }

    private static Optional<Content> part(Json part) {
        if (!(part instanceof Json.Obj object)) {
            return Optional.empty();
        }
        return Pieces.text(object)
                .filter(text -> !text.isEmpty())
                .<Content>map(Content.Text::new)
                .or(() -> Pieces.reasoning(object).map(ReasoningFields::unsigned));
    }

    private static Content call(Json.Obj call, int index, String replyId) {
        Optional<Json.Obj> function = call.object("function");
        if (function.isEmpty()) {
            return new Content.Foreign(OpenAi.FAMILY, call.text("type").orElse(""), call);
        }
        return new Content.ToolCall(
                CallIds.orMade(call.text("id").orElse(""), replyId, index),
                function.get().text("name").orElse(""),
                Pieces.arguments(function.get()),
                Extra.none());
    }
}
