package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes one streamed answer for callers of this dialect. The stop and the whole usage are told together at the end, because
 * other dialects tell their usage behind the stop.
 */
final class MessageStreamWriter implements StreamWriter {
    private static final int NO_PART = -1;

    private final ReplyStyle style;
    private final BlockSequence blocks = new BlockSequence();
    private final StringBuilder refusal = new StringBuilder();
    private Usage usage = Usage.NONE;
    private @Nullable Stop stop;
    private boolean started;
    private boolean over;

    MessageStreamWriter(ReplyStyle style) {
        this.style = style;
    }

    @Override
    public List<SseEvent> on(StreamEvent event) {
        if (over) {
            return List.of();
        }
        return switch (event) {
            case StreamEvent.Started begin -> start(begin);
            case StreamEvent.TextStarted text -> begin(new Block.Words(text.part()));
            case StreamEvent.TextDelta delta -> words(delta);
            case StreamEvent.ReasoningStarted reasoning -> begin(reasoning(reasoning));
            case StreamEvent.ReasoningDelta delta -> thought(delta);
            case StreamEvent.ReasoningSignature signature -> sign(signature);
            case StreamEvent.ToolCallStarted call -> begin(new Block.Call(call.part(), call.id(), call.name()));
            case StreamEvent.ToolCallDelta delta -> fragment(delta);
            case StreamEvent.RefusalDelta delta -> {
                refusal.append(delta.text());
                yield List.of();
            }
            case StreamEvent.PartEnded end -> {
                blocks.find(end.part()).ifPresent(Block::end);
                yield blocks.drain();
            }
            case StreamEvent.Foreign foreign -> foreign(foreign);
            case StreamEvent.UsageReported report -> {
                usage = report.usage();
                yield List.of();
            }
            case StreamEvent.Stopped stopped -> {
                stop = stopped.stop();
                blocks.endAll();
                yield blocks.drain();
            }
            case StreamEvent.Failed failed -> fail(failed.error());
            case StreamEvent.Ended _ -> finish();
            case StreamEvent.Ping _ -> List.of(BlockSequence.event("ping", Json.object(f -> f.put("type", "ping"))));
        };
    }

    @Override
    public List<SseEvent> fail(WireError error) {
        if (over) {
            return List.of();
        }
        over = true;
        return List.of(BlockSequence.event("error", ErrorBodies.write(error)));
    }

    private List<SseEvent> start(StreamEvent.Started begin) {
        usage = begin.usage().orElse(usage);
        if (started) {
            return List.of();
        }
        started = true;
        Json.Obj message = Json.object(f -> f.put("id", begin.id())
                .put("type", "message")
                .put("role", "assistant")
                .put("model", begin.model())
                .put("content", Json.array(List.of()))
                .put("stop_reason", Json.none())
                .put("stop_sequence", Json.none())
                .put("usage", UsageSoFar.write(usage)));
        return List.of(BlockSequence.event(
                "message_start", Json.object(f -> f.put("type", "message_start").put("message", message))));
    }

    private List<SseEvent> begin(Block block) {
        blocks.add(block);
        if (block instanceof Block.Complete) {
            block.end();
        }
        return blocks.drain();
    }

    private static Block reasoning(StreamEvent.ReasoningStarted reasoning) {
        if (reasoning.redacted().isEmpty()) {
            return new Block.Thinking(reasoning.part(), reasoning.provider());
        }
        String data = ForeignReasoning.mark(reasoning.provider(), reasoning.redacted());
        return new Block.Complete(
                reasoning.part(),
                Json.object(f -> f.put("type", "redacted_thinking").put("data", data)));
    }

    private List<SseEvent> words(StreamEvent.TextDelta delta) {
        if (delta.text().isEmpty()) {
            return List.of();
        }
        Optional<Block> open = blocks.find(delta.part());
        if (open.isEmpty()) {
            blocks.add(new Block.Words(delta.part()));
            open = blocks.find(delta.part());
        }
        open.ifPresent(block -> block.add("text_delta", "text", delta.text()));
        return blocks.drain();
    }

    private List<SseEvent> thought(StreamEvent.ReasoningDelta delta) {
        if (!delta.text().isEmpty()) {
            blocks.find(delta.part()).ifPresent(block -> {
                if (block instanceof Block.Thinking thinking) {
                    thinking.think(delta.text());
                }
            });
        }
        return blocks.drain();
    }

    private List<SseEvent> sign(StreamEvent.ReasoningSignature signature) {
        blocks.find(signature.part()).ifPresent(block -> {
            if (block instanceof Block.Thinking thinking) {
                thinking.sign(signature.provider(), signature.signature());
            }
        });
        return List.of();
    }

    private List<SseEvent> fragment(StreamEvent.ToolCallDelta delta) {
        blocks.find(delta.part()).ifPresent(block -> {
            if (block instanceof Block.Call call && !delta.fragment().isEmpty()) {
                call.fragment(delta.fragment());
            }
        });
        return blocks.drain();
    }

    /** What a reader of this dialect kept whole: a citation belongs to the open words, all else is a block. */
    private List<SseEvent> foreign(StreamEvent.Foreign foreign) {
        if (!foreign.dialect().equals(Anthropic.NAME)) {
            return List.of();
        }
        if (foreign.raw().text("type").filter("citations_delta"::equals).isPresent()) {
            blocks.last().ifPresent(block -> block.add(foreign.raw()));
            return blocks.drain();
        }
        return begin(new Block.Complete(NO_PART, foreign.raw()));
    }

    private List<SseEvent> finish() {
        Stop how = stop;
        if (how == null) {
            return fail(WireError.gateway(
                    WireError.Kind.BAD_GATEWAY, "upstream_error", "the provider ended its answer without saying why"));
        }
        if (how.reason() == StopReason.ERROR) {
            return fail(ReplyWriter.broken(how));
        }
        List<SseEvent> events = new ArrayList<>(blocks.drain());
        events.add(BlockSequence.event(
                "message_delta",
                Json.object(f -> f.put("type", "message_delta")
                        .put("delta", StopWords.fields(how, refusal.toString()))
                        .put("usage", UsageSoFar.write(usage))
                        .all(Extension.of(how, style)))));
        events.add(BlockSequence.event("message_stop", Json.object(f -> f.put("type", "message_stop"))));
        over = true;
        return events;
    }
}
