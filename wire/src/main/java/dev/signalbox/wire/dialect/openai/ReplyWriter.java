package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.ModelReply;
import java.util.ArrayList;
import java.util.List;

/** Writes a whole answer for a caller. */
final class ReplyWriter {
    private ReplyWriter() {}

    static Json.Obj write(ModelReply reply, ReplyStyle style) {
        Json.Obj answer = Json.object(f -> {
            f.put("id", reply.id());
            f.put("object", "chat.completion");
            f.put("created", reply.created().orElse(style.createdSeconds()));
            f.put("model", reply.model());
            f.put("choices", Json.array(List.of(choice(reply))));
            reply.usage().ifPresent(usage -> f.put("usage", UsageFields.write(usage)));
            f.all(reply.extra().of(OpenAi.FAMILY));
            Finish.extension(reply.stop()).ifPresent(word -> f.put(ReasoningFields.EXTENSION, word));
        });
        return style.strict() ? Strict.answer(answer) : answer;
    }

    private static Json.Obj choice(ModelReply reply) {
        return Json.object(f -> f.put("index", 0)
                .put("message", message(reply.content()))
                .put("logprobs", Json.none())
                .put("finish_reason", Finish.write(reply.stop().reason())));
    }

    private static Json.Obj message(List<Content> content) {
        StringBuilder text = new StringBuilder();
        StringBuilder refusal = new StringBuilder();
        List<Json> calls = new ArrayList<>();
        List<Content.Reasoning> reasoning = new ArrayList<>();
        for (Content part : content) {
            switch (part) {
                case Content.Text words -> text.append(words.text());
                case Content.Refusal words -> refusal.append(words.text());
                case Content.ToolCall call -> calls.add(call(call));
                case Content.Reasoning thought -> reasoning.add(thought);
                case Content.Foreign foreign when foreign.dialect().equals(OpenAi.FAMILY) -> calls.add(foreign.raw());
                case Content.Foreign _, Content.Image _, Content.Document _, Content.ToolResult _ -> {
                    // an answer of this dialect holds words and calls only
                }
            }
        }
        return Json.object(f -> {
            f.put("role", "assistant");
            boolean silent = text.isEmpty() && !(calls.isEmpty() && refusal.isEmpty());
            f.put("content", silent ? Json.none() : Json.text(text.toString()));
            f.put("refusal", refusal.isEmpty() ? Json.none() : Json.text(refusal.toString()));
            if (!calls.isEmpty()) {
                f.put("tool_calls", Json.array(calls));
            }
            ReasoningFields.write(f, reasoning);
        });
    }

    private static Json.Obj call(Content.ToolCall call) {
        return Json.object(f -> f.put("id", call.id())
                .put("type", "function")
                .put(
                        "function",
                        Json.object(inner -> inner.put("name", call.name()).put("arguments", call.arguments()))));
    }
}
