package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.sse.SseEvent;
import dev.signalbox.wire.sse.SseParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stream put together again: what the steps of a canonical answer amount to. */
final class Told {
    final List<StreamEvent> steps = new ArrayList<>();
    private final Map<Integer, Content> parts = new LinkedHashMap<>();
    Optional<Stop> stop = Optional.empty();
    Optional<Usage> usage = Optional.empty();
    boolean ended;
    boolean failed;

    static Told by(List<SseEvent> events) throws Unreadable {
        StreamReader reader = Responses.provider().streamReader();
        Told told = new Told();
        for (SseEvent event : events) {
            reader.on(event).forEach(told::step);
        }
        reader.end().forEach(told::step);
        return told;
    }

    static List<SseEvent> events(byte[] stream, int piece) {
        SseParser parser = new SseParser(1 << 24);
        List<SseEvent> events = new ArrayList<>();
        for (int at = 0; at < stream.length; at += piece) {
            events.addAll(parser.feed(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + piece))));
        }
        SseEvent rest = parser.end();
        if (rest != null) {
            events.add(rest);
        }
        return events;
    }

    /** The parts of the answer, without those that only one dialect knows. */
    List<Content> content() {
        return List.copyOf(parts.values());
    }

    private void step(StreamEvent step) {
        steps.add(step);
        switch (step) {
            case StreamEvent.TextStarted(int part) -> parts.put(part, new Content.Text(""));
            case StreamEvent.TextDelta(int part, String text) ->
                parts.merge(
                        part,
                        new Content.Text(text),
                        (one, other) -> new Content.Text(((Content.Text) one).text() + text));
            case StreamEvent.ReasoningStarted begun ->
                parts.put(begun.part(), reasoning("", Optional.empty(), begun.provider()));
            case StreamEvent.ReasoningDelta(int part, String text) ->
                parts.computeIfPresent(part, (_, known) -> {
                    Content.Reasoning so = (Content.Reasoning) known;
                    return reasoning(so.text() + text, so.signature(), so.provider());
                });
            case StreamEvent.ReasoningSignature signed ->
                parts.computeIfPresent(
                        signed.part(),
                        (_, known) -> reasoning(
                                ((Content.Reasoning) known).text(),
                                Optional.of(signed.signature()),
                                signed.provider()));
            case StreamEvent.ToolCallStarted call ->
                parts.put(call.part(), new Content.ToolCall(call.id(), call.name(), "", Extra.none()));
            case StreamEvent.ToolCallDelta(int part, String fragment) ->
                parts.computeIfPresent(part, (_, known) -> {
                    Content.ToolCall so = (Content.ToolCall) known;
                    return new Content.ToolCall(so.id(), so.name(), so.arguments() + fragment, Extra.none());
                });
            case StreamEvent.RefusalDelta(int part, String text) ->
                parts.merge(
                        part,
                        new Content.Refusal(text, Extra.none()),
                        (one, other) -> new Content.Refusal(((Content.Refusal) one).text() + text, Extra.none()));
            case StreamEvent.UsageReported(Usage reported) -> usage = Optional.of(reported);
            case StreamEvent.Stopped(Stop stopped) -> stop = Optional.of(stopped);
            case StreamEvent.Ended _ -> ended = true;
            case StreamEvent.Failed _ -> failed = true;
            case StreamEvent.Started _, StreamEvent.PartEnded _, StreamEvent.Foreign _, StreamEvent.Ping _ -> {}
        }
    }

    private static Content.Reasoning reasoning(String text, Optional<String> signature, String provider) {
        return new Content.Reasoning(text, signature, Optional.empty(), provider, Extra.none());
    }
}
