package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.json.JsonProblem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks a whole answer over in one pass. Serves one answer. */
final class ReplySummary {
    /** Fields of a block lie at depth 3: content, block, field. Arguments of tools lie deeper. */
    private static final int BLOCK_FIELD = 3;

    private long contentBytes;

    ProviderDialect.Summary of(byte[] body) throws Unreadable {
        JsonFields fields;
        try {
            fields = JsonFields.of(body, this::watch);
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
        if (!fields.has("content") || !fields.has("model")) {
            throw new Unreadable("content", "absent (expected: a message of the model)");
        }
        Json.Obj head = Json.object(f -> {
            for (String name : new String[] {"model", "usage", "stop_reason"}) {
                f.maybe(name, fields.value(name));
            }
        });
        Optional<Json.Obj> usage = Reading.maybeObject(head, "", "usage");
        return new ProviderDialect.Summary(
                Reading.text(head, "", "model"),
                UsageSoFar.of(usage),
                Reading.maybeText(head, "", "stop_reason").orElse(""),
                contentBytes);
    }

    private void watch(int depth, @Nullable String name, int from, int to) {
        boolean words = depth == BLOCK_FIELD && ("text".equals(name) || "thinking".equals(name));
        boolean arguments = depth > BLOCK_FIELD && !"encrypted_content".equals(name);
        if (words || arguments) {
            contentBytes += to - from;
        }
    }
}
