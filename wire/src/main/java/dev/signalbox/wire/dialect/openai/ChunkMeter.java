package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.OpenAiErrors;
import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches a stream that is passed on. An event is parsed only where its bytes show usage, a finish or an error, and once
 * for the model's name; of all others the content is measured where it stands.
 */
final class ChunkMeter implements StreamMeter {
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
        if (firstByte(event) != '{') {
            return event.isExactly("[DONE]") ? Mark.END : Mark.GARBAGE;
        }
        ChunkScan scan = new ChunkScan(event);
        if (!scan.isClosed()) {
            return Mark.GARBAGE;
        }
        return scan.isTelling() || model == null ? parsed(event, scan) : measured(scan);
    }

    private static int firstByte(SseEvent event) {
        int at = 0;
        while (at < event.length() && event.at(at) <= ' ') {
            at++;
        }
        return at < event.length() ? event.at(at) : -1;
    }

    private Mark measured(ChunkScan scan) {
        contentBytes += scan.contentBytes();
        tools |= scan.asksForTools();
        content |= contentBytes > 0 || tools;
        return content ? Mark.CONTENT : Mark.PREFACE;
    }

    private Mark parsed(SseEvent event, ChunkScan scan) {
        Json.Obj chunk;
        try {
            chunk = JsonCodec.readObject(event.data());
        } catch (JsonProblem _) {
            return Mark.GARBAGE;
        }
        Optional<Usage> reported = UsageFields.find(chunk);
        reported.ifPresent(now -> usage = usage == null ? now : usage.then(now));
        Optional<Json> failure = OpenAiErrors.find(chunk.find("error"));
        if (failure.isPresent()) {
            error = OpenAiErrors.inside(failure.get());
            return Mark.ERROR;
        }
        List<Json> choices = chunk.items("choices");
        if (choices.isEmpty()) {
            return reported.isPresent() ? Mark.USAGE : Mark.PREFACE;
        }
        if (model == null) {
            model = chunk.text("model").orElse("");
        }
        Mark mark = measured(scan);
        return finish(choices) || mark == Mark.CONTENT ? Mark.CONTENT : Mark.PREFACE;
    }

    /** Takes the finish of the first choice, and tells whether any choice has finished. */
    private boolean finish(List<Json> choices) {
        boolean finished = false;
        for (Json item : choices) {
            Optional<String> word = item instanceof Json.Obj choice
                    ? choice.text("finish_reason").filter(text -> !text.isEmpty())
                    : Optional.empty();
            if (word.isPresent()) {
                finished = true;
                content = true;
                stop = stop == null ? Finish.read(word.get(), tools) : stop;
            }
        }
        return finished;
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
