package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.OpenAiErrors;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a streamed answer for a caller as chunks, the last of them {@code [DONE]}. */
final class ChunkWriter implements StreamWriter {
    private static final SseEvent DONE = SseEvent.of("[DONE]".getBytes(StandardCharsets.UTF_8));

    private final ReplyStyle style;
    private final Map<Integer, Integer> calls = new HashMap<>();
    private final Map<Integer, Thought> thoughts = new HashMap<>();
    private ChunkFrame frame;
    private @Nullable Usage usage;
    private int bound;
    private boolean over;

    ChunkWriter(ReplyStyle style) {
        this.style = style;
        this.frame = new ChunkFrame("", "", style);
    }

    @Override
    public List<SseEvent> on(StreamEvent event) {
        if (over) {
            return List.of();
        }
        return switch (event) {
            case StreamEvent.Started started -> started(started);
            case StreamEvent.TextDelta(int _, String text) -> delta(f -> f.put("content", text));
            case StreamEvent.ReasoningStarted begun -> thought(begun);
            case StreamEvent.ReasoningDelta(int part, String text) -> reasoning(part, text);
            case StreamEvent.ReasoningSignature signed -> sign(signed);
            case StreamEvent.ToolCallStarted call -> call(call);
            case StreamEvent.ToolCallDelta(int part, String fragment) -> arguments(part, fragment);
            case StreamEvent.RefusalDelta(int _, String text) -> delta(f -> f.put("refusal", text));
            case StreamEvent.PartEnded(int part) -> closeThought(part);
            case StreamEvent.UsageReported(Usage reported) -> keep(reported);
            case StreamEvent.Stopped(Stop stop) -> stopped(stop);
            case StreamEvent.Failed(WireError error) -> fail(error);
            case StreamEvent.Ended _ -> ended();
            case StreamEvent.TextStarted _, StreamEvent.Foreign _, StreamEvent.Ping _ -> List.of();
        };
    }

    @Override
    public List<SseEvent> fail(WireError error) {
        if (over) {
            return List.of();
        }
        over = true;
        return List.of(SseEvent.of(JsonCodec.write(OpenAiErrors.write(error))));
    }

    private List<SseEvent> started(StreamEvent.Started started) {
        frame = new ChunkFrame(started.id(), started.model(), style);
        usage = started.usage().orElse(null);
        return delta(f -> f.put("role", "assistant").put("content", "").put("refusal", Json.none()));
    }

    private List<SseEvent> keep(Usage reported) {
        usage = reported;
        return List.of();
    }

    private List<SseEvent> thought(StreamEvent.ReasoningStarted begun) {
        thoughts.put(begun.part(), new Thought(begun.redacted(), begun.provider()));
        return List.of();
    }

    private List<SseEvent> reasoning(int part, String text) {
        if (style.strict()) {
            return List.of();
        }
        Thought thought = thoughts.get(part);
        if (thought != null) {
            thought.text.append(text);
        }
        return delta(f -> f.put(ReasoningFields.CONTENT, text));
    }

    private List<SseEvent> sign(StreamEvent.ReasoningSignature signed) {
        Thought thought =
                thoughts.computeIfAbsent(signed.part(), _ -> new Thought(Optional.empty(), signed.provider()));
        thought.signature.append(signed.signature());
        thought.provider = signed.provider();
        return List.of();
    }

    /** What must come back unchanged is told whole and once, so that clients that merge deltas keep it whole. */
    private List<SseEvent> closeThought(int part) {
        Thought thought = thoughts.remove(part);
        if (thought == null || style.strict() || !ReasoningFields.isBound(thought.whole())) {
            return List.of();
        }
        Json.Obj entry = ReasoningFields.entry(bound++, thought.whole());
        return delta(f -> f.put(ReasoningFields.EXTENSION, ReasoningFields.extension(List.of(entry))));
    }

    private List<SseEvent> call(StreamEvent.ToolCallStarted call) {
        int index = calls.size();
        calls.put(call.part(), index);
        Json.Obj function = Json.object(f -> f.put("name", call.name()).put("arguments", ""));
        return calls(Json.object(f -> f.put("index", index)
                .put("id", call.id())
                .put("type", "function")
                .put("function", function)));
    }

    private List<SseEvent> arguments(int part, String fragment) {
        Integer index = calls.get(part);
        if (index == null || fragment.isEmpty()) {
            return List.of();
        }
        return calls(Json.object(f ->
                f.put("index", index).put("function", Json.object(inner -> inner.put("arguments", fragment)))));
    }

    private List<SseEvent> calls(Json.Obj call) {
        return delta(f -> f.put("tool_calls", Json.array(List.of(call))));
    }

    private List<SseEvent> stopped(Stop stop) {
        if (stop.reason() == StopReason.ERROR) {
            return fail(WireError.gateway(
                    WireError.Kind.BAD_GATEWAY, "upstream_error", "the provider broke off: " + stop.provider()));
        }
        Optional<Json.Obj> word = style.strict() ? Optional.empty() : Finish.extension(stop);
        return List.of(SseEvent.of(frame.finish(Finish.write(stop.reason()), word)));
    }

    private List<SseEvent> ended() {
        over = true;
        return style.usageInStream() && usage != null
                ? List.of(SseEvent.of(frame.usage(UsageFields.write(usage))), DONE)
                : List.of(DONE);
    }

    private List<SseEvent> delta(Consumer<Json.Fields> fields) {
        return List.of(SseEvent.of(frame.delta(Json.object(fields))));
    }

    /** A part of reasoning that is not complete yet. */
    private static final class Thought {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder signature = new StringBuilder();
        private final Optional<String> redacted;
        private String provider;

        private Thought(Optional<String> redacted, String provider) {
            this.redacted = redacted;
            this.provider = provider;
        }

        private Content.Reasoning whole() {
            Optional<String> signed = signature.isEmpty() ? Optional.empty() : Optional.of(signature.toString());
            return new Content.Reasoning(text.toString(), signed, redacted, provider, Extra.none());
        }
    }
}
