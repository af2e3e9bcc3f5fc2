package dev.signalbox.server.config;

import dev.signalbox.server.settings.CeilingSettings;
import dev.signalbox.server.settings.QueueSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code limits} of a provider with all its models, and of one model. */
final class CeilingSection {

    private static final Key<CeilingSettings, Optional<Integer>> CONCURRENCY = Key.optional(
            "concurrency",
            Numbers.whole(1, CeilingSettings.MOST_AT_ONCE),
            CeilingSettings::concurrency,
            "Requests at once; a stream counts until its end.");
    private static final Key<CeilingSettings, Optional<Integer>> REQUESTS = Key.optional(
            "requests-per-minute",
            Numbers.whole(1, CeilingSettings.MOST_REQUESTS),
            CeilingSettings::requestsPerMinute,
            "Requests sent in any minute, retries among them.");
    private static final Key<CeilingSettings, Optional<Long>> TOKENS = Key.optional(
            "tokens-per-minute",
            Numbers.tokens(),
            CeilingSettings::tokensPerMinute,
            "Tokens of input and output in any minute: input by estimate until the answer tells both. A request that alone is more"
                    + " is let through when nothing else was in its minute.");
    private static final Key<CeilingSettings, Optional<QueueSettings>> QUEUE =
            Key.<CeilingSettings, QueueSettings>optional(
                            "queue",
                            Queue.SECTION,
                            CeilingSettings::queue,
                            "How requests wait for a place when no other target has one. A model without a queue has its provider's.")
                    .otherwise("none: they are refused at once");
    private static final Key<CeilingSettings, Boolean> HEED_PROVIDER = Key.withDefault(
            "heed-provider",
            WordKind.trueOrFalse(),
            CeilingSettings::heedProvider,
            true,
            "Whether a target is passed over while its provider says, in `Retry-After` or its headers of limits, that it has"
                    + " nothing left. It is still asked when nothing else is left.");

    static final Section<CeilingSettings> SECTION = Section.of(
                    "providers.NAME.limits",
                    "How much is sent there at most; beyond it requests go to other targets. A provider's limits hold for all its"
                            + " models together. The same keys stand in `models.NAME.limits`, for one model.",
                    List.of(CONCURRENCY, REQUESTS, TOKENS, QUEUE, HEED_PROVIDER),
                    v -> new CeilingSettings(
                            v.get(CONCURRENCY), v.get(REQUESTS), v.get(TOKENS), v.get(QUEUE), v.get(HEED_PROVIDER)))
            .renamed(Map.ofEntries(
                    Map.entry("rpm", "requests-per-minute"),
                    Map.entry("tpm", "tokens-per-minute"),
                    Map.entry("requests", "requests-per-minute"),
                    Map.entry("tokens", "tokens-per-minute"),
                    Map.entry("max-concurrency", "concurrency"),
                    Map.entry("max-concurrent", "concurrency"),
                    Map.entry("max-parallel-requests", "concurrency"),
                    Map.entry("in-flight", "concurrency")))
            .checked(CeilingSection::check);

    private CeilingSection() {}

    private static void check(Values v, Spot spot) {
        if (spot.tree() instanceof Tree.Mapping mapping && mapping.entries().isEmpty()) {
            spot.warning("no limit", "one of concurrency, requests-per-minute and tokens-per-minute, or no limits", "");
        }
    }

    /** {@code limits.queue}. */
    private static final class Queue {
        private static final Key<QueueSettings, Integer> MOST = Key.withDefault(
                "most",
                Numbers.whole(1, 100_000),
                QueueSettings::most,
                QueueSettings.DEFAULT_MOST,
                "How many wait at once; the next one is refused.");
        private static final Key<QueueSettings, Duration> WAIT = Key.withDefault(
                "wait",
                Durations.moreThanZero(),
                QueueSettings::patience,
                QueueSettings.DEFAULT_PATIENCE,
                "How long one waits, if its own time is not over before.");

        static final Section<QueueSettings> SECTION = Section.of(
                        "providers.NAME.limits.queue",
                        "How requests wait for a place, first come, first served.",
                        List.of(MOST, WAIT),
                        v -> new QueueSettings(v.get(MOST), v.get(WAIT)))
                .renamed(
                        Map.of("size", "most", "length", "most", "max", "most", "timeout", "wait", "max-wait", "wait"));

        private Queue() {}
    }
}
