package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Usage;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The usage of one answer while it is told, in parts and again.
 *
 * <p>The counts of a later report are cumulative: they replace, and a count that a report leaves out keeps its value.
 * {@code input_tokens} does not hold cached tokens. Steps of compaction are billed but not part of the top-level counts;
 * they are listed in {@code iterations} and added here.
 */
final class UsageSoFar {
    private long input;
    private long cacheRead;
    private long cacheWrite5m;
    private long cacheWrite1h;
    private long output;
    private long thinking;
    private Usage compaction = Usage.NONE;
    private boolean told;

    /** The usage of one object that tells everything. */
    static Optional<Usage> of(Optional<Json.Obj> usage) {
        UsageSoFar soFar = new UsageSoFar();
        usage.ifPresent(soFar::report);
        return soFar.usage();
    }

    void report(Json.Obj usage) {
        told = true;
        input = count(usage, "input_tokens", input);
        cacheRead = count(usage, "cache_read_input_tokens", cacheRead);
        long answered = count(usage, "output_tokens", output);
        output = answered > 0 ? answered : output; // a later report without any is a stub
        thinking = usage.object("output_tokens_details")
                .map(details -> count(details, "thinking_tokens", thinking))
                .orElse(thinking);
        reportCacheWrites(usage);
        if (!usage.items("iterations").isEmpty()) {
            reportCompaction(usage);
        }
    }

    /** An answer that starts anew: nothing of what was told before counts. */
    void restart() {
        input = 0;
        cacheRead = 0;
        cacheWrite5m = 0;
        cacheWrite1h = 0;
        output = 0;
        thinking = 0;
        compaction = Usage.NONE;
        told = false;
    }

    Optional<Usage> usage() {
        return told
                ? Optional.of(new Usage(
                        input + compaction.inputUncached(),
                        cacheRead + compaction.cacheRead(),
                        cacheWrite5m + compaction.cacheWrite5m(),
                        cacheWrite1h + compaction.cacheWrite1h(),
                        output + compaction.output(),
                        thinking + compaction.reasoning()))
                : Optional.empty();
    }

    private void reportCacheWrites(Json.Obj usage) {
        Optional<Json.Obj> split = usage.object("cache_creation");
        long hour = split.map(s -> count(s, "ephemeral_1h_input_tokens", 0)).orElse(cacheWrite1h);
        long minutes = split.map(s -> count(s, "ephemeral_5m_input_tokens", 0)).orElse(cacheWrite5m);
        long whole = count(usage, "cache_creation_input_tokens", hour + minutes);
        cacheWrite1h = Math.min(hour, whole);
        cacheWrite5m = whole - cacheWrite1h;
    }

    private void reportCompaction(Json.Obj usage) {
        UsageSoFar sum = new UsageSoFar();
        for (Json item : usage.items("iterations")) {
            if (item instanceof Json.Obj step
                    && step.text("type").filter("compaction"::equals).isPresent()) {
                of(Optional.of(step)).ifPresent(sum::add);
            }
        }
        compaction = sum.usage().orElse(Usage.NONE);
    }

    private void add(Usage other) {
        told = true;
        input += other.inputUncached();
        cacheRead += other.cacheRead();
        cacheWrite5m += other.cacheWrite5m();
        cacheWrite1h += other.cacheWrite1h();
        output += other.output();
        thinking += other.reasoning();
    }

    private static long count(Json.Obj usage, String name, long before) {
        OptionalLong value = usage.whole(name);
        return value.isPresent() ? Math.max(0, value.getAsLong()) : before;
    }

    /** The usage as callers of this dialect get it. */
    static Json.Obj write(Usage usage) {
        return Json.object(f -> {
            f.put("input_tokens", usage.inputUncached());
            f.put("cache_creation_input_tokens", usage.cacheWrite5m() + usage.cacheWrite1h());
            f.put("cache_read_input_tokens", usage.cacheRead());
            f.put(
                    "cache_creation",
                    Json.object(c -> c.put("ephemeral_5m_input_tokens", usage.cacheWrite5m())
                            .put("ephemeral_1h_input_tokens", usage.cacheWrite1h())));
            f.put("output_tokens", usage.output());
            if (usage.reasoning() > 0) {
                f.put("output_tokens_details", Json.object(d -> d.put("thinking_tokens", usage.reasoning())));
            }
        });
    }
}
