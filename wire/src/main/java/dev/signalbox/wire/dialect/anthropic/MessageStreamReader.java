package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one streamed answer of a provider.
 *
 * <p>A {@code message_start} that comes twice for one message is heard once. One for another message in the middle of
 * content means that something in front of the model lost it and began again: what was told cannot be taken back, and a
 * mixture of two answers is no answer, so the stream is told as failed.
 */
final class MessageStreamReader implements StreamReader {
    private static final int STREAM = 200;
    private static final WireError RESTARTED = new WireError(
            WireError.Kind.BAD_GATEWAY,
            "the provider began another answer in the middle of one",
            Optional.of("stream_restarted"),
            Optional.empty(),
            Optional.empty(),
            WireError.Source.PROVIDER,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private final UsageSoFar usage = new UsageSoFar();
    private final OpenBlocks blocks = new OpenBlocks();
    private String id = "";
    private boolean started;
    private boolean stopped;
    private boolean over;

    @Override
    public List<StreamEvent> on(SseEvent event) throws Unreadable {
        if (over || event.isEmpty()) {
            return List.of();
        }
        Json.Obj data = data(event);
        List<StreamEvent> out = new ArrayList<>(2);
        switch (data.text("type").orElse("")) {
            case "message_start" -> start(data, out);
            case "content_block_start" -> blocks.start(data, out);
            case "content_block_delta" -> blocks.delta(data, out);
            case "content_block_stop" -> blocks.stop(data, out);
            case "message_delta" -> messageDelta(data, out);
            case "message_stop" -> finish(out);
            case "ping" -> out.add(new StreamEvent.Ping());
            case "error" -> fail(ErrorBodies.read(STREAM, data), out);
            default -> {} // the dialect asks that events unknown today are passed over
        }
        return out;
    }

    @Override
    public List<StreamEvent> end() {
        List<StreamEvent> out = new ArrayList<>();
        if (!over) {
            blocks.stopAll(out);
            if (stopped) {
                finish(out);
            }
            over = true;
        }
        return out;
    }

    private static Json.Obj data(SseEvent event) throws Unreadable {
        try {
            return JsonCodec.readObject(event.data());
        } catch (JsonProblem e) {
            throw new Unreadable("event of the stream: " + e.getMessage());
        }
    }

    private void start(Json.Obj data, List<StreamEvent> out) throws Unreadable {
        Json.Obj message = Reading.maybeObject(data, "", "message")
                .orElseThrow(() -> new Unreadable("message", "absent (expected: an object)"));
        String began = message.text("id").orElse("");
        if (blocks.begun()) {
            if (!began.equals(id)) {
                fail(RESTARTED, out);
            }
            return;
        }
        id = began;
        usage.restart();
        message.object("usage").ifPresent(usage::report);
        if (!started) {
            started = true;
            out.add(new StreamEvent.Started(id, message.text("model").orElse(""), usage.usage()));
        }
    }

    private void messageDelta(Json.Obj data, List<StreamEvent> out) throws Unreadable {
        Optional<Json.Obj> counts = Reading.maybeObject(data, "", "usage");
        counts.ifPresent(usage::report);
        if (counts.isPresent()) {
            usage.usage().ifPresent(now -> out.add(new StreamEvent.UsageReported(now)));
        }
        Json.Obj delta = data.object("delta").orElse(Json.object(f -> {}));
        StopWords.read(delta).ifPresent(stop -> {
            blocks.stopAll(out);
            blocks.refusal(StopWords.explanation(delta), out);
            stopped = true;
            out.add(new StreamEvent.Stopped(stop));
        });
    }

    private void finish(List<StreamEvent> out) {
        blocks.stopAll(out);
        over = true;
        out.add(new StreamEvent.Ended());
    }

    private void fail(WireError error, List<StreamEvent> out) {
        over = true;
        out.add(new StreamEvent.Failed(error));
    }
}
