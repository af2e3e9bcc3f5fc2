package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.OpenAiErrors;
import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Watches a stream that is passed on. Only the first event and those that end it are parsed; deltas are measured in place. */
final class EventMeter implements StreamMeter {
    private static final String DELTA = "\"delta\"";
    private static final String ARGUMENTS = "\"arguments\"";
    private static final String TEXT = "\"text\"";

    private @Nullable Usage usage;
    private @Nullable Stop stop;
    private @Nullable WireError error;
    private @Nullable String model;
    private long contentBytes;
    private long beforeItem;
    private boolean content;
    private boolean tools;

    @Override
    public Mark on(SseEvent event) {
        if (event.isEmpty()) {
            return Mark.PREFACE;
        }
        if (event.isExactly("[DONE]")) {
            return Mark.END;
        }
        EventScan scan = new EventScan(event);
        if (!scan.isObject()) {
            return Mark.GARBAGE;
        }
        return switch (scan.type()) {
            case "response.completed", "response.incomplete", "response.failed", "error", "response.created" ->
                parsed(scan.type(), event);
            case "response.output_item.added" -> begun(scan.mentions("\"function_call\""));
            case "response.output_item.done" -> done(scan);
            default -> scan.type().endsWith(".delta") ? seen(scan.bytesOf(DELTA)) : now();
        };
    }

    private Mark begun(boolean call) {
        tools |= call;
        content |= call;
        return now();
    }

    /** What was not told in deltas is told now. */
    private Mark done(EventScan scan) {
        long whole = contentBytes > beforeItem ? 0 : scan.bytesOf(ARGUMENTS) + scan.bytesOf(TEXT);
        Mark mark = seen(whole);
        beforeItem = contentBytes;
        return mark;
    }

    private Mark seen(long bytes) {
        contentBytes += bytes;
        content = true;
        return Mark.CONTENT;
    }

    private Mark now() {
        return content ? Mark.CONTENT : Mark.PREFACE;
    }

    private Mark parsed(String type, SseEvent event) {
        Json.Obj data;
        try {
            data = JsonCodec.readObject(event.data());
        } catch (JsonProblem _) {
            return Mark.GARBAGE;
        }
        Json.Obj response = data.object("response").orElse(Json.object(f -> {}));
        if (model == null) {
            model = response.text("model").orElse(null);
        }
        UsageFields.find(response).ifPresent(now -> usage = usage == null ? now : usage.then(now));
        return switch (type) {
            case "response.created" -> now();
            case "response.failed" -> failed(response.find("error"));
            case "error" -> failed(data.find("error").or(() -> Optional.of(data)));
            default -> stopped(response);
        };
    }

    private Mark failed(Optional<Json> told) {
        error = OpenAiErrors.inside(told.orElse(Json.text("the provider failed")));
        return Mark.ERROR;
    }

    /** An answer without any content is an answer too: its last event is then both, and the first counts. */
    private Mark stopped(Json.Obj response) {
        stop = StopWords.read(response, tools);
        if (content) {
            return Mark.END;
        }
        content = true;
        return Mark.CONTENT;
    }

    @Override
    public Optional<Usage> usage() {
        return Optional.ofNullable(usage);
    }

    @Override
    public Optional<Stop> stop() {
        return Optional.ofNullable(stop);
    }

    @Override
    public Optional<WireError> error() {
        return Optional.ofNullable(error);
    }

    @Override
    public Optional<String> model() {
        return Optional.ofNullable(model).filter(name -> !name.isEmpty());
    }

    @Override
    public long contentBytes() {
        return contentBytes;
    }
}
