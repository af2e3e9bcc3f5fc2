package dev.signalbox.server.config;

import dev.signalbox.server.settings.RetryOverrides;
import dev.signalbox.server.settings.SlaSettings;
import dev.signalbox.server.settings.TargetSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code routes.NAME.targets[]}: one model that a route may send to. */
final class TargetSection {

    private static final Key<TargetSettings, Optional<String>> MODEL = Key.<TargetSettings, String>optional(
                    "model",
                    WordKind.name(),
                    TargetSettings::modelName,
                    "The name of a model, or a name that a model's `*` stands for; never a route.")
            .otherwise("`pool` must be there");
    private static final Key<TargetSettings, Optional<String>> POOL = Key.<TargetSettings, String>optional(
                    "pool",
                    WordKind.name(),
                    TargetSettings::poolName,
                    "In place of a model: the name of a route whose targets take their turn here, as its strategy"
                            + " (`priority`, `weighted`, `pool` or `latency`) orders them.")
            .otherwise("`model` must be there");
    private static final Key<TargetSettings, Integer> PRIORITY = Key.withDefault(
            "priority",
            Numbers.whole(0, TargetSettings.MOST),
            TargetSettings::priority,
            0,
            "The group of a `priority` route; lower numbers are tried first.");
    private static final Key<TargetSettings, Integer> WEIGHT = Key.withDefault(
            "weight",
            Numbers.whole(0, TargetSettings.MOST),
            TargetSettings::weight,
            1,
            "The share of the group in a `priority` route, of all requests in a `weighted` one.");
    private static final Key<TargetSettings, Optional<RetryOverrides>> RETRY =
            Key.<TargetSettings, RetryOverrides>optional(
                            "retry",
                            RetrySection.Target.SECTION,
                            TargetSettings::retry,
                            "What this target sets in place of its provider's values.")
                    .otherwise("the provider's");
    private static final Key<TargetSettings, Set<Integer>> FALLBACK_ON = Key.withDefault(
            "fallback-on",
            RetrySection.statusCodes(),
            TargetSettings::fallbackOn,
            TargetSettings.DEFAULT_FALLBACK_ON,
            "The status codes after which the next target is tried.");
    private static final Key<TargetSettings, Boolean> FALLBACK_CANDIDATE = Key.withDefault(
            "fallback-candidate",
            WordKind.trueOrFalse(),
            TargetSettings::fallbackCandidate,
            true,
            "Whether this target may serve after another one has failed.");

    private static final Key<TargetSettings, Map<String, String>> METADATA_MATCH = Key.withDefault(
                    "metadata-match",
                    Words.metadata(),
                    TargetSettings::metadataMatch,
                    Map.of(),
                    "The metadata that a request must have, all of it and word for word, to be served by this target.")
            .otherwise("any request");

    private static final Key<TargetSettings, Optional<SlaSettings>> SLA = Key.optional(
            "sla",
            SlaSection.SECTION,
            TargetSettings::sla,
            "How fast the target must be of late; while it is slower, others are tried first.");

    static final Section<TargetSettings> SECTION = Section.of(
                    "routes.NAME.targets[]",
                    "One model that the route may send to.",
                    List.of(
                            MODEL,
                            POOL,
                            PRIORITY,
                            WEIGHT,
                            RETRY,
                            FALLBACK_ON,
                            FALLBACK_CANDIDATE,
                            METADATA_MATCH,
                            ShapingSection.HEADERS,
                            ShapingSection.PARAMETERS,
                            SLA),
                    v -> target(v)
                            .priority(v.get(PRIORITY))
                            .weight(v.get(WEIGHT))
                            .retry(v.get(RETRY))
                            .fallbackOn(v.get(FALLBACK_ON))
                            .fallbackCandidate(v.get(FALLBACK_CANDIDATE))
                            .metadataMatch(v.get(METADATA_MATCH))
                            .sla(v.get(SLA))
                            .shaping(ShapingSection.read(v))
                            .build())
            .needing("model or pool")
            .checked((_, spot) -> check(spot))
            .renamed(Map.of(
                    "target", "model",
                    "route", "pool",
                    "name", "model",
                    "retry-config", "retry",
                    "headers-override", "headers",
                    "override-params", "parameters",
                    "fallback-status-codes", "fallback-on",
                    "sla-cutoff", "sla",
                    "order", "priority"));

    private TargetSection() {}

    private static TargetSettings.Builder target(Values v) {
        return v.get(MODEL)
                .map(TargetSettings::model)
                .orElseGet(() -> TargetSettings.pool(v.get(POOL)
                        .orElseThrow(
                                () -> new IllegalArgumentException("neither model nor pool (expected: one of them)"))));
    }

    /** What belongs to one model is said where the pool names its members. */
    private static void check(Spot spot) {
        if (spot.has(MODEL.name()) == spot.has(POOL.name())) {
            spot.errorAtKey(
                    spot.has(MODEL.name()) ? "a model and a pool" : "neither model nor pool", "one of them", "");
        }
        if (spot.has(POOL.name())) {
            for (Key<TargetSettings, ?> key : List.of(
                    RETRY,
                    FALLBACK_ON,
                    FALLBACK_CANDIDATE,
                    METADATA_MATCH,
                    ShapingSection.HEADERS,
                    ShapingSection.PARAMETERS,
                    SLA)) {
                if (spot.has(key.name())) {
                    spot.at(key.name()).errorAtKey(key.name() + " for a pool", "it at the targets of the pool", "");
                }
            }
        }
    }
}
