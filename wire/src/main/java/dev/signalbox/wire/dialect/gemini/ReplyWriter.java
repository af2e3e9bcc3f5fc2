package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a whole answer for callers of this dialect, and the frame that each piece of a stream has too. */
final class ReplyWriter {
    private ReplyWriter() {}

    /** The answer; one in which the provider broke is told as the error that it is, never as a finish. */
    static Json.Obj write(ModelReply reply, ReplyStyle style) {
        if (reply.stop().reason() == StopReason.ERROR) {
            return ErrorBodies.write(broken(reply.stop()));
        }
        boolean refused = reply.content().stream().anyMatch(Content.Refusal.class::isInstance);
        Json.Obj candidate = candidate(parts(reply.content(), style), finish(reply.stop(), refused, style));
        return answer(reply.id(), reply.model(), candidate, reply.usage());
    }

    static WireError broken(Stop stop) {
        return WireError.gateway(
                WireError.Kind.BAD_GATEWAY, "upstream_error", "the provider broke off its answer: " + stop.provider());
    }

    static Json.Obj answer(String id, String model, Json.Obj candidate, Optional<Usage> usage) {
        return Json.object(f -> f.put("candidates", Json.array(List.of(candidate)))
                .maybe("usageMetadata", usage.map(UsageFields::write))
                .put("modelVersion", model)
                .put("responseId", id));
    }

    /** @param finish the fields that say how the model stopped; none in the middle of a stream */
    static Json.Obj candidate(List<? extends Json> parts, Json.Obj finish) {
        Json.Obj content = Json.object(f -> f.put("parts", Json.array(parts)).put("role", "model"));
        return Json.object(f -> f.put("content", content).all(finish).put("index", 0));
    }

    /** How the model stopped: in Google's word, and in the provider's own where it is another and the caller not strict. */
    static Json.Obj finish(Stop stop, boolean refused, ReplyStyle style) {
        String word = refused && stop.reason() == StopReason.END ? "SAFETY" : StopWords.write(stop);
        boolean tells = !style.strict()
                && !stop.provider().isEmpty()
                && !stop.provider().equals(word);
        return Json.object(f -> {
            f.put("finishReason", word);
            if (tells) {
                f.put("finishMessage", stop.provider());
            }
        });
    }

    private static List<Json> parts(List<Content> contents, ReplyStyle style) {
        AnswerParts made = new AnswerParts();
        List<Json> parts = new ArrayList<>();
        for (Content content : contents) {
            switch (content) {
                case Content.Text text -> parts.add(made.words(text.text()));
                case Content.ToolCall call -> parts.add(made.call(call.id(), call.name(), call.arguments()));
                case Content.Reasoning reasoning -> {
                    if (style.thoughts() && !reasoning.text().isEmpty()) {
                        parts.add(AnswerParts.thought(reasoning.text()));
                    }
                    made.reasoned(reasoning);
                }
                case Content.Refusal refusal -> parts.add(made.words(refusal.text()));
                case Content.Foreign foreign -> {
                    if (foreign.dialect().equals(Gemini.NAME)) {
                        parts.add(foreign.raw());
                    }
                }
                case Content.Image _, Content.Document _, Content.ToolResult _ -> {
                    // an answer of other dialects holds words and calls only
                }
            }
        }
        if (made.isPending() || parts.isEmpty()) {
            parts.add(made.words(""));
        }
        return parts;
    }
}
