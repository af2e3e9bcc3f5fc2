package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.CountedCalls;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.TokenCount;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.json.JsonProblem;
import java.util.Optional;

/** {@code :countTokens} as callers ask it: with contents alone, or with a whole request in a wrapping. */
final class CountedContents implements CountedCalls {
    @Override
    public byte[] request(byte[] body) throws Unreadable {
        Optional<Json> wrapped;
        try {
            JsonFields fields = JsonFields.of(body);
            wrapped = fields.value("generateContentRequest").or(() -> fields.value("generate_content_request"));
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
        return wrapped.filter(Json.Obj.class::isInstance).map(JsonCodec::write).orElse(body);
    }

    @Override
    public byte[] write(TokenCount count, ReplyStyle style) {
        return JsonCodec.write(Json.object(body -> {
            body.put("totalTokens", count.input());
            if (!style.strict()) {
                body.put("signalbox", Json.object(extension -> extension.put("count", count.word())));
            }
        }));
    }
}
