package dev.signalbox.server.dispatch;

import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.StreamEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an answer says, as far as it has to be known to judge it; of a stream that is not over, what it said so far. */
final class Draft {
    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, Call> calls = new LinkedHashMap<>();
    private boolean refused;
    private boolean cutOff;
    private boolean other;
    private boolean whole;

    /** A call of a tool. */
    private record Call(String name, StringBuilder arguments) {}

    /** A call of a tool, as the model wrote it. */
    record ToolCall(String name, String arguments) {}

    /** An answer in one piece. */
    static Draft of(ModelReply reply) {
        Draft draft = new Draft();
        reply.content().forEach(draft::add);
        draft.stopped(reply.stop().reason());
        draft.whole = true;
        return draft;
    }

    private void add(Content content) {
        switch (content) {
            case Content.Text words -> text.append(words.text());
            case Content.ToolCall call ->
                calls.put(calls.size(), new Call(call.name(), new StringBuilder(call.arguments())));
            case Content.Refusal _ -> refused = true;
            case Content.Reasoning _ -> {
                // thoughts are no answer
            }
            case Content.Image _, Content.Document _, Content.ToolResult _, Content.Foreign _ -> other = true;
        }
    }

    /** Takes the next step of a stream. */
    void on(StreamEvent event) {
        switch (event) {
            case StreamEvent.TextDelta delta -> text.append(delta.text());
            case StreamEvent.ToolCallStarted call -> calls.put(call.part(), new Call(call.name(), new StringBuilder()));
            case StreamEvent.ToolCallDelta(int part, String more) -> {
                Call call = calls.get(part);
                if (call != null) {
                    call.arguments.append(more);
                }
            }
            case StreamEvent.RefusalDelta _ -> refused = true;
            case StreamEvent.Stopped stopped -> {
                stopped(stopped.stop().reason());
                whole = true;
            }
            case StreamEvent.Foreign _ -> other = true;
            case StreamEvent.Started _,
                    StreamEvent.TextStarted _,
                    StreamEvent.ReasoningStarted _,
                    StreamEvent.ReasoningDelta _,
                    StreamEvent.ReasoningSignature _,
                    StreamEvent.PartEnded _,
                    StreamEvent.UsageReported _,
                    StreamEvent.Failed _,
                    StreamEvent.Ended _,
                    StreamEvent.Ping _ -> {
                // nothing that is judged
            }
        }
    }

    private void stopped(StopReason reason) {
        refused |= reason == StopReason.CONTENT_FILTER;
        cutOff = reason == StopReason.LENGTH;
    }

    /** The words, without thoughts and refusals. */
    String text() {
        return text.toString();
    }

    List<ToolCall> calls() {
        List<ToolCall> all = new ArrayList<>(calls.size());
        calls.values().forEach(call -> all.add(new ToolCall(call.name, call.arguments.toString())));
        return all;
    }

    boolean refused() {
        return refused;
    }

    boolean cutOff() {
        return cutOff;
    }

    /** Whether the model has stopped. */
    boolean whole() {
        return whole;
    }

    /** Whether there is nothing in it for the caller. */
    boolean empty() {
        return !other && !refused && calls.isEmpty() && text.toString().isBlank();
    }
}
