package dev.signalbox.server.exchange;

import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.CeilingSettings;
import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.RetrySettings;
import dev.signalbox.server.settings.TargetSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Targets for tests, at a provider that is never called. */
public final class Targets {
    private final String name;
    private int priority;
    private int weight = 1;
    private boolean fallback = true;
    private RetrySettings retry = new RetrySettings(2, Duration.ofMillis(100), Set.of(429, 500, 502, 503), true);
    private BreakerSettings breaker = BreakerSettings.none();
    private CeilingSettings limits = CeilingSettings.none();
    private CeilingSettings providerLimits = CeilingSettings.none();
    private Set<Integer> fallbackOn = TargetSettings.DEFAULT_FALLBACK_ON;

    private Optional<String> zone = Optional.empty();
    private List<String> dataClasses = List.of();
    private Map<String, String> metadataMatch = Map.of();

    private Targets(String name) {
        this.name = name;
    }

    public static Targets of(String name) {
        return new Targets(name);
    }

    public Targets priority(int value) {
        priority = value;
        return this;
    }

    public Targets weight(int value) {
        weight = value;
        return this;
    }

    public Targets notForFallback() {
        fallback = false;
        return this;
    }

    public Targets retry(RetrySettings value) {
        retry = value;
        return this;
    }

    public Targets breaker(BreakerSettings value) {
        breaker = value;
        return this;
    }

    public Targets limits(CeilingSettings value) {
        limits = value;
        return this;
    }

    public Targets providerLimits(CeilingSettings value) {
        providerLimits = value;
        return this;
    }

    public Targets fallbackOn(Integer... statuses) {
        fallbackOn = Set.of(statuses);
        return this;
    }

    public Targets zone(String value) {
        zone = Optional.of(value);
        return this;
    }

    public Targets dataClasses(String... values) {
        dataClasses = List.of(values);
        return this;
    }

    public Targets metadataMatch(Map<String, String> value) {
        metadataMatch = value;
        return this;
    }

    public Target build() {
        return new Target(
                name,
                ModelSettings.of(name, "provider").within(zone, dataClasses).withLimits(limits),
                ProviderSettings.of("provider", DialectName.OPENAI, URI.create("http://127.0.0.1:1/v1"))
                        .withBreaker(breaker)
                        .withLimits(providerLimits),
                name,
                TargetSettings.model(name)
                        .priority(priority)
                        .weight(weight)
                        .fallbackOn(fallbackOn)
                        .fallbackCandidate(fallback)
                        .metadataMatch(metadataMatch)
                        .build(),
                retry);
    }
}
