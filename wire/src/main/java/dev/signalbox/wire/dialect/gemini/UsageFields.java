package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Usage;
import java.util.Optional;

/**
 * The usage of an answer.
 *
 * <p>Gemini counts cached tokens into the prompt, but neither the results of its own tools into the prompt nor thoughts into
 * the candidates. Counts that are zero are left out.
 */
final class UsageFields {
    private static final String PROMPT = "promptTokenCount";
    private static final String CACHED = "cachedContentTokenCount";
    private static final String CANDIDATES = "candidatesTokenCount";
    private static final String TOOL_USE = "toolUsePromptTokenCount";
    private static final String THOUGHTS = "thoughtsTokenCount";
    private static final String TOTAL = "totalTokenCount";

    private UsageFields() {}

    /** Reads the value of {@code usageMetadata}; empty if it counts nothing (early chunks name only the traffic's type). */
    static Optional<Usage> read(Json.Obj usage) {
        if (usage.whole(PROMPT).isEmpty()
                && usage.whole(CANDIDATES).isEmpty()
                && usage.whole(TOTAL).isEmpty()) {
            return Optional.empty();
        }
        long input = count(usage, PROMPT) + count(usage, TOOL_USE);
        long cached = Math.min(input, count(usage, CACHED));
        long thoughts = count(usage, THOUGHTS);
        long counted = count(usage, CANDIDATES) + thoughts;
        long output = counted > 0 ? counted : Math.max(0, count(usage, TOTAL) - input);
        return Optional.of(new Usage(input - cached, cached, 0, 0, output, thoughts));
    }

    private static long count(Json.Obj usage, String name) {
        return Math.max(0, usage.whole(name).orElse(0));
    }

    /** Writes the value of {@code usageMetadata}. */
    static Json.Obj write(Usage usage) {
        return Json.object(f -> {
            f.put(PROMPT, usage.input());
            if (usage.cacheRead() > 0) {
                f.put(CACHED, usage.cacheRead());
            }
            f.put(CANDIDATES, usage.output() - usage.reasoning());
            if (usage.reasoning() > 0) {
                f.put(THOUGHTS, usage.reasoning());
            }
            f.put(TOTAL, usage.total());
        });
    }
}
