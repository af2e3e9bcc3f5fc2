package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an answer, or a piece of a streamed one, says of itself; found in one pass that does not build its content. */
final class AnswerScan implements JsonFields.Watcher {
    /** Depths of fields: of a candidate, of a part, of what a part holds. */
    private static final int CANDIDATE = 3;

    private static final int PART = 6;
    private static final int HELD = 7;

    private final byte[] body;
    private final JsonFields fields;
    private long contentBytes;
    private boolean tools;
    private boolean content;
    private @Nullable String finish;

    AnswerScan(byte[] body) throws JsonProblem {
        this.body = body;
        this.fields = JsonFields.of(body, this);
    }

    @Override
    public void string(int depth, @Nullable String name, int from, int to) {
        if (depth == CANDIDATE && finish == null && "finishReason".equals(name) && to > from) {
            finish = new String(body, from, to - from, StandardCharsets.UTF_8);
        } else if (depth == PART && "text".equals(name)) {
            contentBytes += to - from;
            content |= to > from;
        } else if (depth >= HELD) {
            held(depth, name, to - from);
        }
    }

    /** A call's name and arguments, code and its output; the bytes of a picture are no words. */
    private void held(int depth, @Nullable String name, int bytes) {
        content = true;
        if (depth == HELD && "name".equals(name)) {
            tools = true;
        } else if (depth > HELD || "code".equals(name) || "output".equals(name)) {
            contentBytes += bytes;
        }
    }

    Optional<Json> error() {
        return fields.value("error").filter(error -> !(error instanceof Json.Null));
    }

    boolean hasContent() {
        return content;
    }

    boolean asksForTools() {
        return tools;
    }

    boolean hasCandidates() {
        return fields.isFilledArray("candidates");
    }

    long contentBytes() {
        return contentBytes;
    }

    Optional<Usage> usage() {
        return fields.value("usageMetadata")
                .flatMap(value -> value instanceof Json.Obj object ? UsageFields.read(object) : Optional.empty());
    }

    Optional<String> model() {
        return fields.value("modelVersion")
                .flatMap(value -> value instanceof Json.Text(String name) ? Optional.of(name) : Optional.empty());
    }

    /** How the model stopped, or why it was not asked. */
    Optional<Stop> stop(boolean sawTools) {
        if (finish != null) {
            return Optional.of(StopWords.read(finish, sawTools || tools));
        }
        return hasCandidates()
                ? Optional.empty()
                : fields.value("promptFeedback")
                        .flatMap(value ->
                                value instanceof Json.Obj object ? object.text("blockReason") : Optional.empty())
                        .map(StopWords::blocked);
    }
}
