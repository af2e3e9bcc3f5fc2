package dev.signalbox.server.config;

import dev.signalbox.server.settings.CeilingSettings;
import dev.signalbox.server.settings.RateSettings;
import dev.signalbox.server.settings.RouteSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code routes.NAME.limits}: how much a route takes in any minute. */
final class RateSection {
    private static final Key<RateSettings, Optional<Integer>> REQUESTS = Key.optional(
            "requests-per-minute",
            Numbers.whole(1, CeilingSettings.MOST_REQUESTS),
            RateSettings::requestsPerMinute,
            "Requests of callers in any minute, however many attempts each takes.");
    private static final Key<RateSettings, Optional<Long>> TOKENS = Key.optional(
            "tokens-per-minute",
            Numbers.tokens(),
            RateSettings::tokensPerMinute,
            "Tokens of input and output in any minute. A request counts with its input by estimate and the most output that it"
                    + " asks for, until it is over; then with what it used. One that alone is more is let through when nothing"
                    + " else was in its minute.");
    private static final Section<RateSettings> SECTION = Section.of(
                    "routes.NAME.limits",
                    "How much the route takes in any minute, by all its targets and callers together, counted in this process; beyond"
                            + " it callers get 429 with `retry-after`.",
                    List.of(REQUESTS, TOKENS),
                    v -> new RateSettings(v.get(REQUESTS), v.get(TOKENS)))
            .needing("requests-per-minute or tokens-per-minute")
            .checked((_, spot) -> {
                if (!(spot.tree() instanceof Tree.Mapping mapping)
                        || mapping.entries().isEmpty()) {
                    spot.errorAtKey("no limit", "requests-per-minute or tokens-per-minute", "");
                }
            })
            .renamed(Map.of(
                    "rpm", "requests-per-minute",
                    "tpm", "tokens-per-minute",
                    "requests", "requests-per-minute",
                    "tokens", "tokens-per-minute",
                    "concurrency", "limits of the models or providers"));

    static final Key<RouteSettings, Optional<RateSettings>> LIMITS = Key.<RouteSettings, RateSettings>optional(
                    "limits", SECTION, RouteSettings::limits, "How much the route takes in any minute.")
            .otherwise("whatever its targets bear");

    private RateSection() {}
}
