package dev.signalbox.server.config;

import dev.signalbox.server.settings.RetryOverrides;
import dev.signalbox.server.settings.TargetSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code routes.NAME.targets[]}: one model that a route may send to. */
final class TargetSection {

    private static final Key<TargetSettings, String> MODEL = Key.required(
            "model",
            WordKind.name(),
            TargetSettings::model,
            "The name of a model, or a name that a model's `*` stands for; never a route.");
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

    static final Section<TargetSettings> SECTION = Section.of(
                    "routes.NAME.targets[]",
                    "One model that the route may send to.",
                    List.of(MODEL, PRIORITY, WEIGHT, RETRY, FALLBACK_ON, FALLBACK_CANDIDATE),
                    v -> new TargetSettings(
                            v.get(MODEL),
                            v.get(PRIORITY),
                            v.get(WEIGHT),
                            v.get(RETRY),
                            v.get(FALLBACK_ON),
                            v.get(FALLBACK_CANDIDATE)))
            .renamed(Map.of(
                    "target", "model",
                    "name", "model",
                    "retry-config", "retry",
                    "fallback-status-codes", "fallback-on",
                    "order", "priority"));

    private TargetSection() {}
}
