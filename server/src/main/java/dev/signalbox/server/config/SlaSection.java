package dev.signalbox.server.config;

import dev.signalbox.server.settings.SlaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code routes.NAME.targets[].sla}. */
final class SlaSection {

    private static final Key<SlaSettings, Optional<Duration>> TIME_PER_OUTPUT_TOKEN = Key.optional(
            "time-per-output-token",
            Durations.moreThanZero(),
            SlaSettings::timePerOutputToken,
            "The longest mean time of an output token.");
    private static final Key<SlaSettings, Optional<Duration>> FIRST_TOKEN = Key.optional(
            "first-token",
            Durations.moreThanZero(),
            SlaSettings::firstToken,
            "The longest mean time to the first content of a stream.");

    static final Section<SlaSettings> SECTION = Section.of(
                    "routes.NAME.targets[].sla",
                    "How fast the target must be: one that was slower over the last 3 minutes, by at least 3 answers, is tried last.",
                    List.of(TIME_PER_OUTPUT_TOKEN, FIRST_TOKEN),
                    v -> new SlaSettings(v.get(TIME_PER_OUTPUT_TOKEN), v.get(FIRST_TOKEN)))
            .renamed(Map.of(
                    "time-per-output-token-ms", "time-per-output-token with a unit, such as 50ms",
                    "tpot", "time-per-output-token",
                    "per-token", "time-per-output-token",
                    "inter-token-latency", "time-per-output-token",
                    "time-to-first-token", "first-token",
                    "ttft", "first-token"))
            .checked((_, spot) -> {
                if (!(spot.tree() instanceof Tree.Mapping mapping)
                        || mapping.entries().isEmpty()) {
                    spot.errorAtKey("nothing is asked of it", "time-per-output-token or first-token", "");
                }
            });

    private SlaSection() {}
}
