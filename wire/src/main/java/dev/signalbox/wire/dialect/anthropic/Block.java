package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.ToolArguments;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One content block of a streamed answer: its beginning and the deltas that were not sent yet. What would make an empty
 * block is never begun.
 */
abstract sealed class Block {
    private final int part;
    private final Json.Obj start;
    private final List<Json.Obj> waiting = new ArrayList<>();
    private boolean wanted;
    private boolean ended;

    private Block(int part, Json.Obj start, boolean wanted) {
        this.part = part;
        this.start = start;
        this.wanted = wanted;
    }

    final boolean isOpen(int wantedPart) {
        return part == wantedPart && !ended;
    }

    final boolean isEnded() {
        return ended;
    }

    /** Whether there is anything to tell, so that the block must be begun. */
    final boolean isWanted() {
        return wanted;
    }

    final Json.Obj start() {
        return start;
    }

    final void add(String type, String field, String value) {
        add(Json.object(f -> f.put("type", type).put(field, value)));
    }

    final void add(Json.Obj delta) {
        waiting.add(delta);
        wanted = true;
    }

    /** The deltas that were not sent yet, which count as sent now. */
    final List<Json.Obj> take() {
        List<Json.Obj> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    final void end() {
        if (!ended) {
            beforeEnd();
            ended = true;
        }
    }

    /** Whether the block holds nothing but another provider's signature. */
    boolean isCarrier() {
        return false;
    }

    /** Adds what is only known when the block is complete. */
    void beforeEnd() {}

    /** Words. */
    static final class Words extends Block {
        Words(int part) {
            super(part, Json.object(f -> f.put("type", "text").put("text", "")), false);
        }
    }

    /** Readable reasoning. Its signature is the last delta. */
    static final class Thinking extends Block {
        private String signature;
        private boolean signed;
        private boolean silent = true;

        Thinking(int part, String provider) {
            super(
                    part,
                    Json.object(
                            f -> f.put("type", "thinking").put("thinking", "").put("signature", "")),
                    false);
            signature = ForeignReasoning.mark(provider, Optional.empty());
        }

        void think(String words) {
            silent = false;
            add("thinking_delta", "thinking", words);
        }

        @Override
        boolean isCarrier() {
            return silent && signed && ForeignReasoning.isMarked(signature);
        }

        void sign(String provider, String words) {
            signature = ForeignReasoning.mark(provider, Optional.of(words));
            signed = true;
        }

        @Override
        void beforeEnd() {
            if (signed || isWanted()) {
                add("signature_delta", "signature", signature);
            }
        }
    }

    /** A request for a tool. Arguments that cannot become an object are held back and wrapped. */
    static final class Call extends Block {
        private final StringBuilder held = new StringBuilder();
        private boolean isObject;

        Call(int part, String id, String name) {
            super(
                    part,
                    Json.object(f -> f.put("type", "tool_use")
                            .put("id", id)
                            .put("name", name)
                            .put("input", Json.object(none -> {}))),
                    true);
        }

        void fragment(String fragment) {
            if (isObject) {
                add("input_json_delta", "partial_json", fragment);
                return;
            }
            held.append(fragment);
            if (held.toString().stripLeading().startsWith("{")) {
                isObject = true;
                add("input_json_delta", "partial_json", held.toString());
                held.setLength(0);
            }
        }

        @Override
        void beforeEnd() {
            if (!held.toString().isBlank()) {
                byte[] wrapped = JsonCodec.write(ToolArguments.wrapped(held.toString()));
                add("input_json_delta", "partial_json", new String(wrapped, StandardCharsets.UTF_8));
            }
        }
    }

    /** A block that is complete when it begins: encrypted reasoning, a server tool's result. */
    static final class Complete extends Block {
        Complete(int part, Json.Obj block) {
            super(part, block, true);
        }
    }
}
