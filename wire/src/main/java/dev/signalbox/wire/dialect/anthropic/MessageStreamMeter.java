package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches one streamed answer that is passed on as it is. Deltas, which are nearly all events, are measured by a search for
 * the end of their one string; only the few events that tell usage, stop or an error are parsed.
 */
final class MessageStreamMeter implements StreamMeter {
    private static final int STREAM = 200;
    private static final String DELTA = "content_block_delta";

    private final UsageSoFar usage = new UsageSoFar();
    private @Nullable Stop stop;
    private @Nullable WireError error;
    private @Nullable String model;
    private long contentBytes;
    private boolean content;

    @Override
    public Mark on(SseEvent event) {
        if (event.isEmpty()) {
            return Mark.PREFACE;
        }
        String name = event.name();
        if (name != null && DeltaScan.isObject(event)) {
            switch (name) {
                case DELTA -> {
                    int length = DeltaScan.contentLength(event);
                    if (length >= 0) {
                        contentBytes += length;
                        content = true;
                        return Mark.CONTENT;
                    }
                }
                case "content_block_stop" -> {
                    return structure();
                }
                case "ping" -> {
                    return Mark.PREFACE;
                }
                default -> {} // rare enough to be parsed
            }
        }
        return parsed(event);
    }

    @Override
    public Optional<Usage> usage() {
        return usage.usage();
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

    private Mark parsed(SseEvent event) {
        Json.Obj data;
        try {
            data = JsonCodec.readObject(event.data());
        } catch (JsonProblem _) {
            if ("error".equals(event.name())) {
                error = ErrorBodies.read(STREAM, event.text().getBytes(StandardCharsets.UTF_8));
                return Mark.ERROR;
            }
            return Mark.GARBAGE;
        }
        return switch (data.text("type").orElse("")) {
            case "message_start" -> {
                start(data);
                yield structure();
            }
            case "content_block_start" -> {
                content |= carriesContent(data);
                yield structure();
            }
            case DELTA -> {
                contentBytes += bytes(data);
                content = true;
                yield Mark.CONTENT;
            }
            case "message_delta" -> messageDelta(data);
            case "message_stop" -> Mark.END;
            case "error" -> {
                error = ErrorBodies.read(STREAM, data);
                yield Mark.ERROR;
            }
            case "ping" -> Mark.PREFACE;
            default -> structure();
        };
    }

    /** What holds no content itself is part of it once there is some. */
    private Mark structure() {
        return content ? Mark.CONTENT : Mark.PREFACE;
    }

    /** The last one that began is the one that the provider ends and bills. */
    private void start(Json.Obj data) {
        Json.Obj message = data.object("message").orElse(data);
        usage.restart();
        message.object("usage").ifPresent(usage::report);
        message.text("model").ifPresent(name -> model = name);
    }

    private Mark messageDelta(Json.Obj data) {
        data.object("usage").ifPresent(usage::report);
        data.object("delta").flatMap(StopWords::read).ifPresent(how -> {
            stop = how;
            content = true;
        });
        return structure();
    }

    /** Words and thoughts begin empty; a request for a tool already names it. */
    private static boolean carriesContent(Json.Obj data) {
        Json.Obj block = data.object("content_block").orElse(data);
        return switch (block.text("type").orElse("")) {
            case "text" -> !block.text("text").orElse("").isEmpty();
            case "thinking" -> !block.text("thinking").orElse("").isEmpty();
            default -> true;
        };
    }

    private static long bytes(Json.Obj data) {
        Json.Obj delta = data.object("delta").orElse(data);
        long sum = 0;
        for (String name : new String[] {"text", "partial_json", "thinking"}) {
            sum += delta.text(name).orElse("").getBytes(StandardCharsets.UTF_8).length;
        }
        return sum;
    }
}
