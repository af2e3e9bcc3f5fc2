package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.OpenAiErrors;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a streamed answer for a caller as typed events, each with its number; the last one holds the whole answer. */
final class EventWriter implements StreamWriter {
    private final ReplyStyle style;
    private final List<SseEvent> events = new ArrayList<>();
    private @Nullable Output output;
    private @Nullable AnswerHead head;
    private @Nullable Usage usage;
    private @Nullable Stop stop;
    private long number;
    private boolean over;

    EventWriter(ReplyStyle style) {
        this.style = style;
    }

    @Override
    public List<SseEvent> on(StreamEvent event) {
        if (over) {
            return List.of();
        }
        events.clear();
        switch (event) {
            case StreamEvent.Started started -> started(started);
            case StreamEvent.UsageReported(Usage reported) -> usage = reported;
            case StreamEvent.Stopped(Stop stopped) -> stopped(stopped);
            case StreamEvent.Failed(WireError error) -> failed(error);
            case StreamEvent.Ended _ -> ended();
            case StreamEvent.Ping _ -> {
                // this dialect has no sign of life
            }
            case StreamEvent.TextStarted _,
                    StreamEvent.TextDelta _,
                    StreamEvent.ReasoningStarted _,
                    StreamEvent.ReasoningDelta _,
                    StreamEvent.ReasoningSignature _,
                    StreamEvent.ToolCallStarted _,
                    StreamEvent.ToolCallDelta _,
                    StreamEvent.RefusalDelta _,
                    StreamEvent.PartEnded _,
                    StreamEvent.Foreign _ -> output().on(event);
        }
        return List.copyOf(events);
    }

    @Override
    public List<SseEvent> fail(WireError error) {
        if (over) {
            return List.of();
        }
        events.clear();
        failed(error);
        return List.copyOf(events);
    }

    private AnswerHead head() {
        AnswerHead known = head;
        if (known == null) {
            known = new AnswerHead("", "", style.createdSeconds(), style);
            head = known;
        }
        return known;
    }

    private Output output() {
        Output known = output;
        if (known == null) {
            known = new Output(head().id(), head().tools(), this::emit);
            output = known;
        }
        return known;
    }

    private void started(StreamEvent.Started started) {
        AnswerHead begun = new AnswerHead(started.id(), started.model(), style.createdSeconds(), style);
        head = begun;
        usage = started.usage().orElse(null);
        Json.Obj underWay = begun.underWay();
        emit("response.created", f -> f.put("response", underWay));
        emit("response.in_progress", f -> f.put("response", underWay));
    }

    private void stopped(Stop stopped) {
        stop = stopped;
        if (stopped.reason() == StopReason.ERROR) {
            failed(WireError.gateway(
                    WireError.Kind.BAD_GATEWAY, "upstream_error", "the provider broke off: " + stopped.provider()));
        } else {
            output().close();
        }
    }

    private void ended() {
        output().close();
        over = true;
        Stop how = stop == null ? new Stop(StopReason.END, "", Optional.empty()) : stop;
        Json.Obj answer = head().stopped(how, output().items(), Optional.ofNullable(usage));
        emit("response." + StopWords.status(how), f -> f.put("response", answer));
    }

    /** Some clients look for the one event and some for the other, so both are sent, as OpenAI does. */
    private void failed(WireError error) {
        over = true;
        Json.Obj answer = head().failed(error, output().items(), Optional.ofNullable(usage));
        Json.Obj told = OpenAiErrors.told(error);
        emit("error", f -> f.all(told).put("error", told).put("type", "error"));
        emit("response.failed", f -> f.put("response", answer));
    }

    private void emit(String type, Consumer<Json.Fields> fields) {
        Json.Obj data = Json.object(f -> {
            f.put("type", type).put("sequence_number", number++);
            fields.accept(f);
        });
        events.add(SseEvent.of(type, JsonCodec.write(data)));
    }
}
