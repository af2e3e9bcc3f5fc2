package dev.signalbox.server.config;

import dev.signalbox.server.settings.HedgeSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code routes.NAME.hedge}: a second attempt for requests whose answer is late. */
final class HedgeSection {

    private static final Key<HedgeSettings, Optional<Duration>> AFTER = Key.of(
            "after",
            Durations.moreThanZeroOr("p95"),
            HedgeSettings::after,
            HedgeSettings.defaults(),
            "How long the first content of a stream, or a whole answer, may take before a second target is asked; `p95` is what"
                    + " 95 of 100 requests to the route took lately, streams and whole answers apart.");
    private static final Key<HedgeSettings, Optional<Duration>> LEAST = Key.<HedgeSettings, Duration>optional(
                    "least",
                    Durations.moreThanZero(),
                    hedge -> hedge.after().isPresent() ? Optional.empty() : Optional.of(hedge.least()),
                    "The shortest time that `p95` may stand for.")
            .otherwise(HedgeSettings.defaults().least().toMillis() + "ms");
    private static final Key<HedgeSettings, Integer> PERCENT = Key.of(
            "percent",
            Numbers.whole(1, HedgeSettings.WHOLE),
            HedgeSettings::percent,
            HedgeSettings.defaults(),
            "The most of a hundred requests to the route that are sent to a second target.");

    static final Section<HedgeSettings> SECTION = Section.of(
                    "routes.NAME.hedge",
                    "When a request whose answer is late is sent to a second target too.",
                    List.of(AFTER, LEAST, PERCENT),
                    v -> new HedgeSettings(
                            v.get(AFTER),
                            v.get(LEAST).orElse(HedgeSettings.defaults().least()),
                            v.get(PERCENT)))
            .renamed(Map.of("delay", "after", "min-delay", "least", "max-percent", "percent"))
            .checked(HedgeSection::check);

    private HedgeSection() {}

    private static void check(Values v, Spot spot) {
        boolean fixed = v.find(AFTER).flatMap(time -> time).isPresent();
        if (fixed && spot.has(LEAST.name())) {
            spot.at(LEAST.name()).errorAtKey("a bound of p95 beside a fixed time", "after: p95, or no least", "");
        }
    }
}
