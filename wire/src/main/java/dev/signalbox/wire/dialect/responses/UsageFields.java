package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Usage;
import java.util.Optional;

/** The usage of an answer: cached tokens are counted into the input, reasoning into the output. */
final class UsageFields {
    private UsageFields() {}

    /** Reads the usage of an answer; empty if it tells none. */
    static Optional<Usage> find(Json.Obj answer) {
        return answer.object("usage").flatMap(UsageFields::read);
    }

    private static Optional<Usage> read(Json.Obj usage) {
        if (usage.whole("input_tokens").isEmpty()
                && usage.whole("output_tokens").isEmpty()) {
            return Optional.empty();
        }
        long input = count(usage, "input_tokens");
        Json.Obj inputDetails = details(usage, "input_tokens_details");
        long cached = Math.min(input, count(inputDetails, "cached_tokens"));
        long written = Math.min(input - cached, count(inputDetails, "cache_write_tokens"));
        long output = Math.max(count(usage, "output_tokens"), count(usage, "total_tokens") - input);
        long reasoning = count(details(usage, "output_tokens_details"), "reasoning_tokens");
        return Optional.of(new Usage(input - cached - written, cached, written, 0, output, reasoning));
    }

    private static Json.Obj details(Json.Obj usage, String name) {
        return usage.object(name).orElse(Json.object(f -> {}));
    }

    private static long count(Json.Obj object, String name) {
        return Math.max(0, object.whole(name).orElse(0));
    }

    static Json.Obj write(Usage usage) {
        Json.Obj input = Json.object(f -> f.put("cached_tokens", usage.cacheRead())
                .put("cache_write_tokens", usage.cacheWrite5m() + usage.cacheWrite1h()));
        return Json.object(f -> f.put("input_tokens", usage.input())
                .put("input_tokens_details", input)
                .put("output_tokens", usage.output())
                .put(
                        "output_tokens_details",
                        Json.object(details -> details.put("reasoning_tokens", usage.reasoning())))
                .put("total_tokens", usage.total()));
    }
}
