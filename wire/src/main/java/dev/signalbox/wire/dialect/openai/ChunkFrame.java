package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What stands around the delta in every chunk of one answer, written once because an answer has thousands of them. */
final class ChunkFrame {
    private static final byte[] BEFORE_DELTA = bytes(",\"choices\":[{\"index\":0,\"delta\":");
    private static final byte[] BEHIND_DELTA = bytes(",\"logprobs\":null,\"finish_reason\":null}]");
    private static final byte[] NO_USAGE = bytes(",\"usage\":null");

    private final Json.Obj head;
    private final byte[] written;
    private final boolean usageAsked;

    ChunkFrame(String id, String model, ReplyStyle style) {
        this.head = Json.object(f -> f.put("id", id)
                .put("object", "chat.completion.chunk")
                .put("created", style.createdSeconds())
                .put("model", model));
        byte[] whole = JsonCodec.write(head);
        ByteArrayOutputStream out = new ByteArrayOutputStream(whole.length + BEFORE_DELTA.length);
        out.write(whole, 0, whole.length - 1);
        out.writeBytes(BEFORE_DELTA);
        this.written = out.toByteArray();
        this.usageAsked = style.usageInStream();
    }

    byte[] delta(Json.Obj delta) {
        byte[] inner = JsonCodec.write(delta);
        ByteArrayOutputStream out = new ByteArrayOutputStream(written.length + inner.length + 64);
        out.writeBytes(written);
        out.writeBytes(inner);
        out.writeBytes(BEHIND_DELTA);
        if (usageAsked) {
            out.writeBytes(NO_USAGE);
        }
        out.write('}');
        return out.toByteArray();
    }

    byte[] finish(String word, Optional<Json.Obj> extension) {
        Json.Obj choice = Json.object(f -> f.put("index", 0)
                .put("delta", Json.object(delta -> {}))
                .put("logprobs", Json.none())
                .put("finish_reason", word));
        return JsonCodec.write(Json.object(f -> {
            f.all(head).put("choices", Json.array(List.of(choice)));
            if (usageAsked) {
                f.put("usage", Json.none());
            }
            f.maybe(ReasoningFields.EXTENSION, extension);
        }));
    }

    byte[] usage(Json.Obj usage) {
        return JsonCodec.write(Json.object(
                f -> f.all(head).put("choices", Json.array(List.of())).put("usage", usage)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
