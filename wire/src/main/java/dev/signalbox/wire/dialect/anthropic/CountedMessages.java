package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.CountedCalls;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.TokenCount;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;

/** {@code /v1/messages/count_tokens} as callers ask it: the request is a message without a cap. */
final class CountedMessages implements CountedCalls {
    @Override
    public byte[] request(byte[] body) {
        return body;
    }

    @Override
    public byte[] write(TokenCount count, ReplyStyle style) {
        return JsonCodec.write(Json.object(body -> {
            body.put("input_tokens", count.input());
            if (!style.strict()) {
                body.put("signalbox", Json.object(extension -> extension.put("count", count.word())));
            }
        }));
    }
}
