package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Usage;
import java.util.Optional;

/**
 * The usage of an answer.
 *
 * <p>OpenAI counts cached tokens into the input and reasoning into the output. Some providers leave reasoning out of the
 * output but not out of the total; then the total tells the output. Some report more cached tokens than input; no more
 * than the input counts.
 */
final class UsageFields {
    private static final Json.Obj NO_DETAILS = Json.object(_ -> {});

    private UsageFields() {}

    /** The usage in an answer or chunk, wherever this provider puts it. */
    static Optional<Usage> find(Json.Obj answer) {
        return answer.object("usage")
                .or(() -> answer.object("x_groq").flatMap(groq -> groq.object("usage")))
                .or(() -> answer.items("choices").stream()
                        .filter(Json.Obj.class::isInstance)
                        .flatMap(choice -> ((Json.Obj) choice).object("usage").stream())
                        .findFirst())
                .flatMap(UsageFields::read);
    }

    /** Reads a usage object; empty if it has neither of the two main counts. */
    static Optional<Usage> read(Json.Obj usage) {
        if (usage.whole("prompt_tokens").isEmpty()
                && usage.whole("completion_tokens").isEmpty()) {
            return Optional.empty();
        }
        long input = count(usage, "prompt_tokens");
        Json.Obj inputDetails = details(usage, "prompt_tokens_details");
        long cached = Math.min(
                input,
                inputDetails.whole("cached_tokens").isPresent()
                        ? count(inputDetails, "cached_tokens")
                        : count(usage, "prompt_cache_hit_tokens"));
        long written = Math.min(input - cached, count(inputDetails, "cache_write_tokens"));
        long output = Math.max(count(usage, "completion_tokens"), count(usage, "total_tokens") - input);
        long reasoning = count(details(usage, "completion_tokens_details"), "reasoning_tokens");
        return Optional.of(new Usage(input - cached - written, cached, written, 0, output, reasoning));
    }

    private static Json.Obj details(Json.Obj usage, String name) {
        return usage.object(name).orElse(NO_DETAILS);
    }

    private static long count(Json.Obj object, String name) {
        return Math.max(0, object.whole(name).orElse(0));
    }

    static Json.Obj write(Usage usage) {
        return Json.object(f -> f.put("prompt_tokens", usage.input())
                .put("completion_tokens", usage.output())
                .put("total_tokens", usage.total())
                .put("prompt_tokens_details", inputDetails(usage))
                .put(
                        "completion_tokens_details",
                        Json.object(details -> details.put("reasoning_tokens", usage.reasoning()))));
    }

    private static Json.Obj inputDetails(Usage usage) {
        return Json.object(f -> f.put("cached_tokens", usage.cacheRead())
                .put("cache_write_tokens", usage.cacheWrite5m() + usage.cacheWrite1h()));
    }
}
