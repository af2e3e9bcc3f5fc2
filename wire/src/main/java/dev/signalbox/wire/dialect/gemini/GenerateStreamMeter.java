package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches a stream that is passed on. Every event tells usage, so each is scanned; usage is of the whole answer so far, and
 * the last counts. The dialect has no mark of the end.
 */
final class GenerateStreamMeter implements StreamMeter {
    private @Nullable Usage usage;
    private @Nullable Stop stop;
    private @Nullable WireError error;
    private @Nullable String model;
    private long contentBytes;
    private boolean content;
    private boolean tools;

    @Override
    public Mark on(SseEvent event) {
        if (event.isEmpty()) {
            return Mark.PREFACE;
        }
        AnswerScan scan;
        try {
            scan = new AnswerScan(event.data());
        } catch (JsonProblem _) {
            return Mark.GARBAGE;
        }
        scan.usage().ifPresent(now -> usage = usage == null ? now : usage.then(now));
        Optional<Json> failure = scan.error();
        if (failure.isPresent()) {
            error = ErrorReader.inside(failure.get());
            return Mark.ERROR;
        }
        model = scan.model().orElse(model);
        contentBytes += scan.contentBytes();
        tools |= scan.asksForTools();
        content |= scan.hasContent();
        Optional<Stop> stopped = scan.stop(tools);
        if (stopped.isPresent()) {
            stop = stopped.get();
            return stopped(stopped.get());
        }
        return content ? Mark.CONTENT : Mark.PREFACE;
    }

    /** A model that breaks before it has said anything has failed, and another may be asked. */
    private Mark stopped(Stop how) {
        if (how.reason() == StopReason.ERROR && !content) {
            error = WireError.gateway(
                    WireError.Kind.BAD_GATEWAY, "upstream_error", "the model stopped with \"" + how.provider() + "\"");
            return Mark.ERROR;
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
        return Optional.ofNullable(model);
    }

    @Override
    public long contentBytes() {
        return contentBytes;
    }
}
