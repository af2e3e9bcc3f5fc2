package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.ModelReply;
import java.util.ArrayList;
import java.util.List;

/** Writes a whole answer for a caller. Words that follow each other are one message. */
final class ReplyWriter {
    private final String answer;
    private final OfferedTools tools;
    private final List<Json> output = new ArrayList<>();
    private final List<Json> words = new ArrayList<>();

    private ReplyWriter(String answer, OfferedTools tools) {
        this.answer = answer;
        this.tools = tools;
    }

    static Json.Obj write(ModelReply reply, ReplyStyle style) {
        AnswerHead head =
                new AnswerHead(reply.id(), reply.model(), reply.created().orElse(style.createdSeconds()), style);
        ReplyWriter writer = new ReplyWriter(reply.id(), head.tools());
        reply.content().forEach(writer::part);
        writer.flush();
        return head.stopped(reply.stop(), writer.output, reply.usage());
    }

    private void part(Content part) {
        switch (part) {
            case Content.Text text -> words.add(OutputItems.text(text.text()));
            case Content.Refusal refusal -> words.add(OutputItems.refusal(refusal.text()));
            case Content.ToolCall call -> {
                flush();
                String id = OutputItems.id(OutputItems.kind(call.name(), tools), answer, output.size());
                output.add(OutputItems.call(id, "completed", call.id(), call.name(), call.arguments(), tools));
            }
            case Content.Reasoning reasoning -> {
                flush();
                output.add(ReasoningItems.write(reasoning, OutputItems.id("rs", answer, output.size())));
            }
            case Content.Foreign foreign
            when foreign.dialect().equals(Responses.FAMILY) -> {
                flush();
                output.add(foreign.raw());
            }
            case Content.Foreign _, Content.Image _, Content.Document _, Content.ToolResult _ -> {
                // an answer of this dialect holds words, thoughts and calls only
            }
        }
    }

    private void flush() {
        if (!words.isEmpty()) {
            String id = OutputItems.id("msg", answer, output.size());
            output.add(OutputItems.message(id, "completed", List.copyOf(words)));
            words.clear();
        }
    }
}
