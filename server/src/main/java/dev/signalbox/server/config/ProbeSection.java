package dev.signalbox.server.config;

import dev.signalbox.server.settings.ProbeScope;
import dev.signalbox.server.settings.ProbeSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code probe} of a provider, and of a model in place of its provider's. */
final class ProbeSection {

    private static final ProbeSettings DEFAULTS = ProbeSettings.usual();

    private static final Key<ProbeSettings, Duration> EVERY = Key.of(
            "every",
            Durations.aSecondOrMore(),
            ProbeSettings::every,
            DEFAULTS,
            "How long after one probe the next one comes; chance moves each by up to a fifth.");
    private static final Key<ProbeSettings, Duration> TIMEOUT =
            Key.of("timeout", Durations.moreThanZero(), ProbeSettings::timeout, DEFAULTS, "How long a probe may take.");
    private static final Key<ProbeSettings, ProbeScope> TARGETS = Key.of(
            "targets",
            WordKind.oneOf(ProbeScope.class, Map.of("unhealthy", "did you mean failing?", "open", "use failing")),
            ProbeSettings::targets,
            DEFAULTS,
            "`failing`: only what failed lately, or whose breaker waits for a probe. `all`: also what is well, which costs"
                    + " tokens for ever.");

    static final Section<ProbeSettings> SECTION = Section.of(
                    "providers.NAME.probe",
                    "When targets are asked by themselves whether they answer. The same keys stand in `models.NAME.probe`.",
                    List.of(EVERY, TIMEOUT, TARGETS),
                    v -> new ProbeSettings(v.get(EVERY), v.get(TIMEOUT), v.get(TARGETS)))
            .renamed(Map.of("interval", "every", "period", "every", "scope", "targets", "mode", "targets"));

    private ProbeSection() {}
}
