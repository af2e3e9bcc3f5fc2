package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.OpenAiErrors;
import dev.signalbox.wire.dialect.ProviderDialect.Summary;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a whole answer says of itself, found in one pass. */
final class ReplySummary implements JsonFields.Watcher {
    /** Depth of the fields of a choice: choices, choice. */
    private static final int CHOICE = 3;

    private final byte[] body;
    private long said;
    private long inParts;
    private long longReasoning;
    private long shortReasoning;
    private @Nullable String stop;

    private ReplySummary(byte[] body) {
        this.body = body;
    }

    static Summary of(byte[] body) throws Unreadable {
        ReplySummary seen = new ReplySummary(body);
        JsonFields fields;
        try {
            fields = JsonFields.of(body, seen);
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
        Optional<Json> error = OpenAiErrors.find(fields.value("error"));
        if (error.isPresent()) {
            throw new Unreadable("error", "an error inside an answer: " + OpenAiErrors.words(error.get()));
        }
        if (!fields.isFilledArray("choices")) {
            throw new Unreadable("choices", "missing or empty (expected: an array with at least one choice)");
        }
        String model = fields.value("model").orElse(Json.none()) instanceof Json.Text(String name) ? name : "";
        Optional<Usage> usage = fields.value("usage")
                .flatMap(value -> value instanceof Json.Obj object ? UsageFields.read(object) : Optional.empty());
        return new Summary(model, usage, seen.stop == null ? "" : seen.stop, seen.contentBytes());
    }

    @Override
    public void string(int depth, @Nullable String name, int from, int to) {
        if (depth == CHOICE && stop == null && "finish_reason".equals(name)) {
            stop = new String(body, from, to - from, StandardCharsets.UTF_8);
        } else if (depth > CHOICE && name != null) {
            count(name, to - from);
        }
    }

    private void count(String name, int bytes) {
        switch (name) {
            case "content", "refusal", "arguments" -> said += bytes;
            case "text", "thinking" -> inParts += bytes;
            case ReasoningFields.CONTENT -> longReasoning += bytes;
            case ReasoningFields.SHORT -> shortReasoning += bytes;
            default -> {}
        }
    }

    /** Parts count only where nothing is said outside of them: some providers repeat reasoning in parts. */
    private long contentBytes() {
        long plain = said + Math.max(longReasoning, shortReasoning);
        return plain > 0 ? plain : inParts;
    }
}
