package dev.signalbox.wire.dialect;

import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reads the rest of an answer as a part of the whole: its head is left out, its first words join the words that were open,
 * its parts are counted on, and its usage is told together with what was used before.
 */
public final class RestReader implements StreamReader {
    private final StreamReader reader;
    private final Seam seam;
    private final Usage earlier;
    private final Map<Integer, Integer> places = new HashMap<>();
    private int parts;
    private OptionalInt open;
    private int joined = -1;

    /**
     * Goes on.
     *
     * @param reader reads the rest by itself
     * @param soFar what was told before; not changed
     * @param seam what the rest may repeat
     * @param earlier what was used before
     */
    public RestReader(StreamReader reader, AnswerSoFar soFar, Seam seam, Usage earlier) {
        this.reader = reader;
        this.seam = seam;
        this.earlier = earlier;
        this.parts = soFar.parts();
        this.open = soFar.open();
    }

    @Override
    public List<StreamEvent> on(SseEvent event) throws Unreadable {
        return joined(reader.on(event));
    }

    @Override
    public List<StreamEvent> end() {
        return joined(reader.end());
    }

    private List<StreamEvent> joined(List<StreamEvent> events) {
        List<StreamEvent> out = new ArrayList<>(events.size());
        events.forEach(event -> join(event, out));
        return out;
    }

    private void join(StreamEvent event, List<StreamEvent> out) {
        switch (event) {
            case StreamEvent.Started started ->
                started.usage().ifPresent(usage -> out.add(new StreamEvent.UsageReported(earlier.plus(usage))));
            case StreamEvent.UsageReported(Usage usage) -> out.add(new StreamEvent.UsageReported(earlier.plus(usage)));
            case StreamEvent.TextStarted(int part) -> words(part, out);
            case StreamEvent.TextDelta(int part, String text) -> {
                words(part, out);
                say(part, seam.on(text), out);
            }
            case StreamEvent.PartEnded(int part) -> {
                release(part, out);
                out.add(new StreamEvent.PartEnded(place(part)));
            }
            case StreamEvent.ReasoningStarted begun ->
                out.add(new StreamEvent.ReasoningStarted(begin(begun.part(), out), begun.redacted(), begun.provider()));
            case StreamEvent.ReasoningDelta(int part, String text) ->
                out.add(new StreamEvent.ReasoningDelta(place(part), text));
            case StreamEvent.ReasoningSignature signed ->
                out.add(new StreamEvent.ReasoningSignature(
                        place(signed.part()), signed.signature(), signed.provider()));
            case StreamEvent.ToolCallStarted call ->
                out.add(new StreamEvent.ToolCallStarted(begin(call.part(), out), call.id(), call.name()));
            case StreamEvent.ToolCallDelta(int part, String fragment) ->
                out.add(new StreamEvent.ToolCallDelta(place(part), fragment));
            case StreamEvent.RefusalDelta(int part, String text) ->
                out.add(new StreamEvent.RefusalDelta(place(part), text));
            case StreamEvent.Stopped _ -> {
                release(joined, out);
                close(out);
                out.add(event);
            }
            case StreamEvent.Foreign _, StreamEvent.Failed _, StreamEvent.Ended _, StreamEvent.Ping _ -> out.add(event);
        }
    }

    /** The first words go on with the words that were open; later ones are a part of their own. */
    private void words(int part, List<StreamEvent> out) {
        if (places.containsKey(part)) {
            return;
        }
        if (open.isPresent()) {
            places.put(part, open.getAsInt());
            joined = part;
            open = OptionalInt.empty();
        } else {
            joined = joined < 0 ? part : joined;
            out.add(new StreamEvent.TextStarted(begin(part, out)));
        }
    }

    private void say(int part, String text, List<StreamEvent> out) {
        if (!text.isEmpty()) {
            out.add(new StreamEvent.TextDelta(place(part), text));
        }
    }

    /** What was held back because it might have been a repetition. */
    private void release(int part, List<StreamEvent> out) {
        if (part == joined && places.containsKey(part)) {
            say(part, seam.end(), out);
        }
    }

    private int begin(int part, List<StreamEvent> out) {
        close(out);
        places.put(part, parts);
        return parts++;
    }

    private void close(List<StreamEvent> out) {
        if (open.isPresent()) {
            out.add(new StreamEvent.PartEnded(open.getAsInt()));
            open = OptionalInt.empty();
        }
    }

    private int place(int part) {
        return places.computeIfAbsent(part, _ -> parts++);
    }
}
