package dev.signalbox.server.config;

import dev.signalbox.server.settings.OverflowRule;
import dev.signalbox.server.settings.OverflowSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.SummarySettings;
import dev.signalbox.server.settings.TargetSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code routes.NAME.on-context-overflow} and what belongs to it: what becomes of a request that no target can hold. */
final class OverflowSection {
    static final Key<RouteSettings, OverflowRule> ON_CONTEXT_OVERFLOW = Key.withDefault(
            "on-context-overflow",
            WordKind.oneOf(OverflowRule.class, Map.of("summarize", "use summarise")),
            route -> route.overflow().rule(),
            OverflowRule.REJECT,
            "What becomes of a request that no target can hold: `reject` refuses it; `larger` sends it to a target of"
                    + " `overflow`; `truncate` leaves out its oldest turns; `summarise` puts a summary in their place.");

    static final Key<RouteSettings, Optional<List<TargetSettings>>> OVERFLOW =
            Key.<RouteSettings, List<TargetSettings>>optional(
                            OverflowSettings.LABEL,
                            ListKind.notEmpty(TargetSection.SECTION),
                            route -> Optional.of(route.overflow().targets()).filter(list -> !list.isEmpty()),
                            "For `on-context-overflow: larger`: who serves what no other target can hold, in order.")
                    .otherwise("required for `larger`");

    private static final Key<SummarySettings, String> MODEL = Key.required(
            "model",
            WordKind.name(),
            SummarySettings::model,
            "The name of a model: a cheap one with a large window that does not think first.");
    private static final Key<SummarySettings, Long> OUTPUT = Key.withDefault(
            "output",
            Numbers.tokens(),
            SummarySettings::output,
            SummarySettings.DEFAULT_OUTPUT,
            "The most tokens of a summary, up to 16k.");
    private static final Key<SummarySettings, Duration> TIMEOUT = Key.withDefault(
            "timeout",
            Durations.moreThanZero(),
            SummarySettings::timeout,
            SummarySettings.DEFAULT_TIMEOUT,
            "How long a request waits for it; after that the oldest turns are left out.");

    private static final Section<SummarySettings> SECTION = Section.of(
                    "routes.NAME.summarise",
                    "A model that summarises the oldest turns of a request that no target can hold, in a call before the request.",
                    List.of(MODEL, OUTPUT, TIMEOUT),
                    v -> new SummarySettings(
                            v.get(MODEL), Math.min(v.get(OUTPUT), SummarySettings.MOST_OUTPUT), v.get(TIMEOUT)))
            .renamed(Map.of("name", "model", "llm", "model", "max-tokens", "output", "tokens", "output"))
            .checked((v, spot) -> v.find(OUTPUT)
                    .filter(tokens -> tokens > SummarySettings.MOST_OUTPUT)
                    .ifPresent(tokens -> spot.at(OUTPUT.name())
                            .error(tokens + " tokens", "up to " + SummarySettings.MOST_OUTPUT + " tokens", "")));

    static final Key<RouteSettings, Optional<SummarySettings>> SUMMARISE = Key.<RouteSettings, SummarySettings>optional(
                    "summarise",
                    SECTION,
                    route -> route.overflow().summary(),
                    "For `on-context-overflow: summarise`: the model that summarises.")
            .otherwise("required for `summarise`");

    private OverflowSection() {}

    static OverflowSettings read(Values v) {
        return new OverflowSettings(v.get(ON_CONTEXT_OVERFLOW), v.get(OVERFLOW).orElse(List.of()), v.get(SUMMARISE));
    }

    static void check(Values v, Spot spot) {
        Optional<OverflowRule> rule = v.find(ON_CONTEXT_OVERFLOW);
        if (rule.isEmpty()) {
            return;
        }
        Spot overflow = spot.at(OVERFLOW.name());
        boolean larger = rule.get() == OverflowRule.LARGER;
        if (larger && !spot.has(OVERFLOW.name())) {
            overflow.errorAtKey("missing", "a list of targets for on-context-overflow: larger", "");
        } else if (!larger && spot.has(OVERFLOW.name())) {
            overflow.errorAtKey("targets that never serve", "on-context-overflow: larger", "");
        }
        Spot summarise = spot.at(SUMMARISE.name());
        boolean summary = rule.get() == OverflowRule.SUMMARISE;
        if (summary && !spot.has(SUMMARISE.name())) {
            summarise.errorAtKey("missing", "a mapping with model for on-context-overflow: summarise", "");
        } else if (!summary && spot.has(SUMMARISE.name())) {
            summarise.errorAtKey("a model that is never asked", "on-context-overflow: summarise", "");
        } else if (summary) {
            summarise.warning(
                    "a request that is too large waits for a call to another model first", "", "truncate adds no hop");
        }
    }
}
