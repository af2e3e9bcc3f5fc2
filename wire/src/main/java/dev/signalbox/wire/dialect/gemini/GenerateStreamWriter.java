package dev.signalbox.wire.dialect.gemini;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes one streamed answer for callers of this dialect, each piece an answer of its own. Calls of tools are told whole, as
 * Google tells them; the stop and the usage come together in the last piece, because other dialects tell their usage behind
 * the stop.
 */
final class GenerateStreamWriter implements StreamWriter {
    private static final Json.Obj GOES_ON = Json.object(f -> {});

    private final ReplyStyle style;
    private final AnswerParts parts = new AnswerParts();
    private final Map<Integer, Open> open = new LinkedHashMap<>();
    private String id = "";
    private String model = "";
    private Optional<Usage> usage = Optional.empty();
    private @Nullable Stop stop;
    private boolean refused;
    private boolean over;

    GenerateStreamWriter(ReplyStyle style) {
        this.style = style;
    }

    /** A part that is not complete yet. */
    private sealed interface Open {
        /** A call whose arguments grow. */
        record Call(String id, String name, StringBuilder arguments) implements Open {}

        /** Reasoning that grows. */
        record Thought(Optional<String> redacted, StringBuilder text, StringBuilder signature, String[] provider)
                implements Open {}
    }

    @Override
    public List<SseEvent> on(StreamEvent event) {
        if (over) {
            return List.of();
        }
        return switch (event) {
            case StreamEvent.Started started -> {
                id = started.id();
                model = started.model();
                usage = started.usage();
                yield List.of();
            }
            case StreamEvent.TextDelta(int _, String text) -> words(text);
            case StreamEvent.ReasoningStarted(int part, Optional<String> redacted, String provider) -> {
                open.put(part, thought(redacted, provider));
                yield List.of();
            }
            case StreamEvent.ReasoningDelta(int part, String text) -> reasoning(part, text);
            case StreamEvent.ReasoningSignature signed -> sign(signed);
            case StreamEvent.ToolCallStarted(int part, String call, String name) -> {
                open.put(part, new Open.Call(call, name, new StringBuilder()));
                yield List.of();
            }
            case StreamEvent.ToolCallDelta(int part, String fragment) -> {
                if (open.get(part) instanceof Open.Call call) {
                    call.arguments().append(fragment);
                }
                yield List.of();
            }
            case StreamEvent.RefusalDelta(int _, String text) -> {
                refused = true;
                yield words(text);
            }
            case StreamEvent.PartEnded(int part) -> close(part);
            case StreamEvent.UsageReported(Usage reported) -> {
                usage = Optional.of(reported);
                yield List.of();
            }
            case StreamEvent.Stopped(Stop how) -> {
                stop = how;
                yield closeAll();
            }
            case StreamEvent.Failed(WireError error) -> fail(error);
            case StreamEvent.Ended _ -> finish();
            case StreamEvent.TextStarted _, StreamEvent.Foreign _, StreamEvent.Ping _ -> List.of();
        };
    }

    @Override
    public List<SseEvent> fail(WireError error) {
        if (over) {
            return List.of();
        }
        over = true;
        return List.of(SseEvent.of(JsonCodec.write(ErrorBodies.write(error))));
    }

    private List<SseEvent> words(String text) {
        return text.isEmpty() ? List.of() : List.of(piece(parts.words(text)));
    }

    private static Open.Thought thought(Optional<String> redacted, String provider) {
        return new Open.Thought(redacted, new StringBuilder(), new StringBuilder(), new String[] {provider});
    }

    private List<SseEvent> reasoning(int part, String text) {
        if (open.get(part) instanceof Open.Thought thought) {
            thought.text().append(text);
        }
        return style.thoughts() && !text.isEmpty() ? List.of(piece(AnswerParts.thought(text))) : List.of();
    }

    private List<SseEvent> sign(StreamEvent.ReasoningSignature signed) {
        if (open.computeIfAbsent(signed.part(), _ -> thought(Optional.empty(), signed.provider()))
                instanceof Open.Thought thought) {
            thought.signature().append(signed.signature());
            thought.provider()[0] = signed.provider();
        }
        return List.of();
    }

    private List<SseEvent> close(int part) {
        Open ended = open.remove(part);
        return switch (ended) {
            case Open.Call(String call, String name, StringBuilder arguments) ->
                List.of(piece(parts.call(call, name, arguments.toString())));
            case Open.Thought thought -> {
                Optional<String> signature = thought.signature().isEmpty()
                        ? Optional.empty()
                        : Optional.of(thought.signature().toString());
                parts.reasoned(new Content.Reasoning(
                        thought.text().toString(), signature, thought.redacted(), thought.provider()[0], Extra.none()));
                yield List.of();
            }
            case null -> List.of();
        };
    }

    private List<SseEvent> closeAll() {
        List<SseEvent> events = new ArrayList<>();
        List.copyOf(open.keySet()).forEach(part -> events.addAll(close(part)));
        return events;
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
        over = true;
        Json.Obj finish = ReplyWriter.finish(how, refused, style);
        return List.of(event(ReplyWriter.candidate(List.of(parts.words("")), finish), usage));
    }

    private SseEvent piece(Json.Obj part) {
        return event(ReplyWriter.candidate(List.of(part), GOES_ON), Optional.empty());
    }

    private SseEvent event(Json.Obj candidate, Optional<Usage> told) {
        return SseEvent.of(JsonCodec.write(ReplyWriter.answer(id, model, candidate, told)));
    }
}
