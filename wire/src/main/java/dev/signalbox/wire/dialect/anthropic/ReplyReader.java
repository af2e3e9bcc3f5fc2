package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a whole answer of a provider. */
final class ReplyReader {
    private ReplyReader() {}

    static ModelReply read(Json.Obj message) throws Unreadable {
        if (!message.text("type").orElse("message").equals("message")) {
            throw new Unreadable("type", "\"" + message.text("type").orElse("") + "\" (expected: message)");
        }
        if (message.find("content").isEmpty()) {
            throw new Unreadable("content", "absent (expected: an array)");
        }
        List<Content> content = new ArrayList<>(BlockReader.contents(message, "", "content"));
        String explanation = StopWords.explanation(message);
        if (!explanation.isEmpty()) {
            content.add(new Content.Refusal(explanation, Extra.none()));
        }
        return new ModelReply(
                Reading.maybeText(message, "", "id").orElse(""),
                Reading.maybeText(message, "", "model").orElse(""),
                Optional.empty(),
                content,
                StopWords.read(message).orElse(new Stop(StopReason.END, "", Optional.empty())),
                UsageSoFar.of(Reading.maybeObject(message, "", "usage")),
                extra(message));
    }

    private static Extra extra(Json.Obj message) {
        Json.Obj rest =
                message.without("id", "type", "role", "model", "content", "stop_reason", "stop_sequence", "usage");
        Json.Obj usage = message.object("usage")
                .orElse(Json.object(f -> {}))
                .without(
                        "input_tokens",
                        "output_tokens",
                        "cache_read_input_tokens",
                        "cache_creation_input_tokens",
                        "cache_creation",
                        "output_tokens_details",
                        "iterations");
        Json.Obj all = usage.fields().isEmpty() ? rest : rest.with("usage", usage);
        return Extra.kept(Anthropic.NAME, all);
    }
}
