package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.ToolArguments;
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
import java.util.stream.Stream;

/** Writes a whole answer for callers of this dialect. */
final class ReplyWriter {
    private ReplyWriter() {}

    /** The message; an answer in which the provider broke is told as the error that it is, never as a finish. */
    static Json.Obj write(ModelReply reply, ReplyStyle style) {
        if (reply.stop().reason() == StopReason.ERROR) {
            return ErrorBodies.write(broken(reply.stop()));
        }
        Json.Obj extra = reply.extra().of(Anthropic.NAME);
        Json.Obj usage = UsageSoFar.write(reply.usage().orElse(Usage.NONE));
        return Json.object(f -> f.put("id", reply.id())
                .put("type", "message")
                .put("role", "assistant")
                .put("model", reply.model())
                .put("content", Json.array(blocks(reply.content())))
                .all(StopWords.fields(reply.stop(), refusal(reply.content())))
                .all(extra.without("usage"))
                .all(Extension.of(reply.stop(), style))
                .put(
                        "usage",
                        Json.object(u -> u.all(usage).all(extra.object("usage").orElse(Json.object(none -> {}))))));
    }

    static WireError broken(Stop stop) {
        return WireError.gateway(
                WireError.Kind.BAD_GATEWAY, "upstream_error", "the provider broke off its answer: " + stop.provider());
    }

    private static String refusal(List<Content> contents) {
        StringBuilder words = new StringBuilder();
        for (Content content : contents) {
            if (content instanceof Content.Refusal refusal) {
                words.append(refusal.text());
            }
        }
        return words.toString();
    }

    private static List<Json> blocks(List<Content> contents) {
        List<Json> blocks = new ArrayList<>();
        ordered(contents)
                .forEach(content -> block(content)
                        .ifPresent(block -> blocks.add(Json.object(
                                f -> f.all(block).all(content.extra().of(Anthropic.NAME))))));
        return blocks;
    }

    /** Clients show the last block as the answer, so what holds only another provider's signature comes before the words. */
    private static List<Content> ordered(List<Content> contents) {
        boolean calls = contents.stream().anyMatch(Content.ToolCall.class::isInstance);
        if (calls || contents.isEmpty() || !isCarrier(contents.getLast())) {
            return contents;
        }
        return Stream.concat(
                        contents.stream().filter(ReplyWriter::isCarrier),
                        contents.stream().filter(content -> !isCarrier(content)))
                .toList();
    }

    private static boolean isCarrier(Content content) {
        return content instanceof Content.Reasoning reasoning
                && reasoning.text().isEmpty()
                && reasoning.redacted().isEmpty()
                && !reasoning.provider().equals(Anthropic.NAME);
    }

    /** The block for a part; none for what a model of this dialect cannot answer with, and for empty words. */
    private static Optional<Json.Obj> block(Content content) {
        return switch (content) {
            case Content.Text text ->
                text.text().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Json.object(f -> f.put("type", "text").put("text", text.text())));
            case Content.Reasoning reasoning -> reasoning(reasoning);
            case Content.ToolCall call ->
                Optional.of(Json.object(f -> f.put("type", "tool_use")
                        .put("id", call.id())
                        .put("name", call.name())
                        .put("input", ToolArguments.object(call.arguments()))));
            case Content.Foreign foreign ->
                foreign.dialect().equals(Anthropic.NAME) ? Optional.of(foreign.raw()) : Optional.empty();
            case Content.Refusal _, Content.Image _, Content.Document _, Content.ToolResult _ -> Optional.empty();
        };
    }

    private static Optional<Json.Obj> reasoning(Content.Reasoning reasoning) {
        if (reasoning.redacted().isPresent()) {
            String data = ForeignReasoning.mark(reasoning.provider(), reasoning.redacted());
            return Optional.of(
                    Json.object(f -> f.put("type", "redacted_thinking").put("data", data)));
        }
        if (reasoning.text().isEmpty() && reasoning.signature().isEmpty()) {
            return Optional.empty();
        }
        String signature = ForeignReasoning.mark(reasoning.provider(), reasoning.signature());
        return Optional.of(Json.object(
                f -> f.put("type", "thinking").put("thinking", reasoning.text()).put("signature", signature)));
    }
}
