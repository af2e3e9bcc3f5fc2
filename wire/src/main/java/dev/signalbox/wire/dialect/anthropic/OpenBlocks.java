package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.ToolArguments;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The blocks of one streamed answer that a provider has begun and not ended, by their index. */
final class OpenBlocks {
    /** A block that is open; {@code whole} is there for blocks that are only kept. */
    private static final class Open {
        private final int part;
        private final StringBuilder signature = new StringBuilder();
        private final StringBuilder input = new StringBuilder();
        private Json.@Nullable Obj whole;
        private boolean lacksArguments;

        private Open(int part) {
            this.part = part;
        }
    }

    private final Map<Long, Open> open = new TreeMap<>();
    private int parts;
    private boolean begun;

    /** Whether any block was begun, ever. */
    boolean begun() {
        return begun;
    }

    void start(Json.Obj event, List<StreamEvent> out) throws Unreadable {
        begun = true;
        long index = index(event);
        Json.Obj block = Reading.maybeObject(event, "", "content_block")
                .orElseThrow(() -> new Unreadable("content_block", "absent (expected: an object)"));
        end(index, out);
        switch (block.text("type").orElse("")) {
            case "text" -> {
                int part = add(index).part;
                out.add(new StreamEvent.TextStarted(part));
                block.text("text").ifPresent(text -> text(part, text, out));
            }
            case "thinking" -> {
                Open thinking = add(index);
                out.add(new StreamEvent.ReasoningStarted(thinking.part, Optional.empty(), Anthropic.NAME));
                block.text("thinking").ifPresent(text -> thought(thinking.part, text, out));
                block.text("signature").ifPresent(thinking.signature::append);
            }
            case "redacted_thinking" ->
                out.add(new StreamEvent.ReasoningStarted(add(index).part, block.text("data"), Anthropic.NAME));
            case "tool_use" -> {
                Open call = add(index);
                out.add(new StreamEvent.ToolCallStarted(
                        call.part,
                        Reading.text(block, "content_block", "id"),
                        Reading.text(block, "content_block", "name")));
                call.lacksArguments = true;
                block.object("input")
                        .filter(input -> !input.fields().isEmpty())
                        .ifPresent(input -> arguments(call, ToolArguments.text(input), out));
            }
            default -> {
                Open kept = new Open(-1);
                kept.whole = block;
                open.put(index, kept);
            }
        }
    }

    void delta(Json.Obj event, List<StreamEvent> out) throws Unreadable {
        Open block = open.get(index(event));
        if (block == null) {
            throw new Unreadable("index", index(event) + " (expected: the index of a block that is open)");
        }
        Json.Obj delta = Reading.maybeObject(event, "", "delta")
                .orElseThrow(() -> new Unreadable("delta", "absent (expected: an object)"));
        Json.Obj whole = block.whole;
        if (whole != null) {
            block.whole = grown(block, whole, delta);
            return;
        }
        switch (delta.text("type").orElse("")) {
            case "text_delta" -> text(block.part, Reading.text(delta, "delta", "text"), out);
            case "thinking_delta" -> thought(block.part, Reading.text(delta, "delta", "thinking"), out);
            case "signature_delta" -> block.signature.append(Reading.text(delta, "delta", "signature"));
            case "input_json_delta" -> arguments(block, Reading.text(delta, "delta", "partial_json"), out);
            case "citations_delta" -> out.add(new StreamEvent.Foreign(Anthropic.NAME, delta));
            default -> {} // deltas unknown today are passed over like events
        }
    }

    /** A call that takes no arguments may stream none; elsewhere that is an empty object. */
    void stop(Json.Obj event, List<StreamEvent> out) throws Unreadable {
        Open block = open.get(index(event));
        if (block != null && block.lacksArguments) {
            arguments(block, "{}", out);
        }
        end(index(event), out);
    }

    void stopAll(List<StreamEvent> out) {
        for (Long index : new ArrayList<>(open.keySet())) {
            end(index, out);
        }
    }

    /** A refusal is a part of its own. */
    void refusal(String explanation, List<StreamEvent> out) {
        if (!explanation.isEmpty()) {
            int part = parts++;
            out.add(new StreamEvent.RefusalDelta(part, explanation));
            out.add(new StreamEvent.PartEnded(part));
        }
    }

    private Open add(long index) {
        Open block = new Open(parts++);
        open.put(index, block);
        return block;
    }

    private void end(long index, List<StreamEvent> out) {
        Open block = open.remove(index);
        if (block == null) {
            return;
        }
        Json.Obj whole = block.whole;
        if (whole != null) {
            Json.Obj kept =
                    block.input.isEmpty() ? whole : whole.with("input", ToolArguments.object(block.input.toString()));
            out.add(new StreamEvent.Foreign(Anthropic.NAME, kept));
            return;
        }
        if (!block.signature.isEmpty()) {
            out.add(new StreamEvent.ReasoningSignature(block.part, block.signature.toString(), Anthropic.NAME));
        }
        out.add(new StreamEvent.PartEnded(block.part));
    }

    /** A kept block takes any delta: its input grows apart, other texts grow in the field of the same name. */
    private static Json.Obj grown(Open block, Json.Obj whole, Json.Obj delta) {
        Json.Obj result = whole;
        for (Map.Entry<String, Json> field : delta.without("type").fields().entrySet()) {
            if (field.getValue() instanceof Json.Text more) {
                if (field.getKey().equals("partial_json")) {
                    block.input.append(more.value());
                } else {
                    String before = result.text(field.getKey()).orElse("");
                    result = result.with(field.getKey(), Json.text(before + more.value()));
                }
            }
        }
        return result;
    }

    private static void arguments(Open call, String fragment, List<StreamEvent> out) {
        if (!fragment.isEmpty()) {
            call.lacksArguments = false;
            out.add(new StreamEvent.ToolCallDelta(call.part, fragment));
        }
    }

    private static void text(int part, String text, List<StreamEvent> out) {
        if (!text.isEmpty()) {
            out.add(new StreamEvent.TextDelta(part, text));
        }
    }

    private static void thought(int part, String text, List<StreamEvent> out) {
        if (!text.isEmpty()) {
            out.add(new StreamEvent.ReasoningDelta(part, text));
        }
    }

    private static long index(Json.Obj event) throws Unreadable {
        return Reading.maybeWhole(event, "", "index")
                .orElseThrow(() -> new Unreadable("index", "absent (expected: a whole number)"));
    }
}
