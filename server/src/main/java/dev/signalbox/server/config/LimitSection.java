package dev.signalbox.server.config;

import dev.signalbox.server.settings.LimitSettings;
import java.time.Duration;
import java.util.List;

/** {@code server.limits}: what the listener accepts from callers. */
final class LimitSection {

    private static final LimitSettings DEFAULTS = LimitSettings.defaults();
    private static final long MOST_BYTES = 1L << 40;
    private static final int MOST_BODY = 1 << 30;

    private static final Key<LimitSettings, Long> MAX_BODY = Key.of(
                    "max-body",
                    Numbers.bytes(MOST_BODY),
                    LimitSettings::maxBody,
                    DEFAULTS,
                    "The largest body of one request.")
            .afterRestart();
    private static final Key<LimitSettings, Integer> MAX_HEADERS = Key.of(
                    "max-headers",
                    Numbers.bytes(1 << 20).as(Long::intValue, Integer::longValue),
                    LimitSettings::maxHeaders,
                    DEFAULTS,
                    "The largest sum of all headers of one request.")
            .afterRestart();
    private static final Key<LimitSettings, Long> MAX_BODIES_IN_FLIGHT = Key.of(
                    "max-bodies-in-flight",
                    Numbers.bytes(MOST_BYTES),
                    LimitSettings::maxBodiesInFlight,
                    DEFAULTS,
                    "The largest sum of all request bodies held at once; beyond it callers get 503.")
            .afterRestart();
    private static final Key<LimitSettings, Duration> HEADER_TIMEOUT = Key.of(
                    "header-timeout",
                    Durations.moreThanZero(),
                    LimitSettings::headerTimeout,
                    DEFAULTS,
                    "From the first byte of a request to the end of its headers.")
            .afterRestart();
    private static final Key<LimitSettings, Duration> BODY_TIMEOUT = Key.of(
                    "body-timeout",
                    Durations.moreThanZero(),
                    LimitSettings::bodyTimeout,
                    DEFAULTS,
                    "The window in which an arriving body must end, or else have brought 1 KiB per second.")
            .afterRestart();
    private static final Key<LimitSettings, Duration> IDLE_TIMEOUT = Key.of(
                    "idle-timeout",
                    Durations.moreThanZero(),
                    LimitSettings::idleTimeout,
                    DEFAULTS,
                    "How long a connection without a request stays open.")
            .afterRestart();
    private static final Key<LimitSettings, Integer> MAX_CONNECTIONS = Key.of(
                    "max-connections",
                    Numbers.whole(1, 1_000_000),
                    LimitSettings::maxConnections,
                    DEFAULTS,
                    "Open connections of callers.")
            .afterRestart();

    static final Section<LimitSettings> SECTION = Section.of(
            "server.limits",
            "What the listener accepts from callers.",
            List.of(
                    MAX_BODY,
                    MAX_HEADERS,
                    MAX_BODIES_IN_FLIGHT,
                    HEADER_TIMEOUT,
                    BODY_TIMEOUT,
                    IDLE_TIMEOUT,
                    MAX_CONNECTIONS),
            v -> new LimitSettings(
                    v.get(MAX_BODY),
                    v.get(MAX_HEADERS),
                    v.get(MAX_BODIES_IN_FLIGHT),
                    v.get(HEADER_TIMEOUT),
                    v.get(BODY_TIMEOUT),
                    v.get(IDLE_TIMEOUT),
                    v.get(MAX_CONNECTIONS)));

    private LimitSection() {}
}
