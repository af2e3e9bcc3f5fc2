package dev.signalbox.server.config;

import dev.signalbox.server.settings.PrefixAffinitySettings;
import java.time.Duration;
import java.util.List;

/** {@code routes.NAME.prefix-affinity}: how the caches of providers stay warm. */
final class PrefixAffinitySection {
    private static final Key<PrefixAffinitySettings, Duration> TTL = Key.withDefault(
            "ttl",
            Durations.moreThanZero(),
            PrefixAffinitySettings::ttl,
            PrefixAffinitySettings.DEFAULT_TTL,
            "How long after its last use a provider is taken to hold a beginning.");

    static final Section<PrefixAffinitySettings> SECTION = Section.of(
            "routes.NAME.prefix-affinity",
            "How requests that begin alike go where their beginning is in the provider's cache, as long as that costs less.",
            List.of(TTL),
            v -> new PrefixAffinitySettings(v.get(TTL)));

    private PrefixAffinitySection() {}
}
