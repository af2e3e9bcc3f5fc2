package dev.signalbox.server.config;

import dev.signalbox.server.settings.IdempotencySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code idempotency}: answers that are kept for requests that come again. */
final class IdempotencySection {

    private static final IdempotencySettings DEFAULTS = IdempotencySettings.defaults();

    private static final Key<IdempotencySettings, Boolean> ENABLED = Key.of(
            "enabled",
            WordKind.trueOrFalse(),
            IdempotencySettings::enabled,
            DEFAULTS,
            "Whether the header `Idempotency-Key` is obeyed.");
    private static final Key<IdempotencySettings, Duration> KEEP = Key.of(
            "keep",
            Durations.moreThanZero(),
            IdempotencySettings::keep,
            DEFAULTS,
            "How long a key and its answer are kept.");
    private static final Key<IdempotencySettings, Long> MAX_ANSWER = Key.of(
            "max-answer",
            Numbers.bytes(IdempotencySettings.MOST_ANSWER),
            IdempotencySettings::maxAnswer,
            DEFAULTS,
            "The longest answer that is kept.");
    private static final Key<IdempotencySettings, Long> MAX_TOTAL = Key.of(
            "max-total",
            Numbers.bytes(1L << 40),
            IdempotencySettings::maxTotal,
            DEFAULTS,
            "What all kept answers may take; beyond it the oldest are forgotten.");
    private static final Key<IdempotencySettings, Duration> WAIT = Key.of(
            "wait",
            Durations.zeroOrMore(),
            IdempotencySettings::patience,
            DEFAULTS,
            "How long a repetition waits for the first request to end.");

    static final Section<IdempotencySettings> SECTION = Section.of(
                    "idempotency",
                    "How answers are kept for requests that come again with the same `Idempotency-Key`.",
                    List.of(ENABLED, KEEP, MAX_ANSWER, MAX_TOTAL, WAIT),
                    v -> new IdempotencySettings(
                            v.get(ENABLED), v.get(KEEP), v.get(MAX_ANSWER), v.get(MAX_TOTAL), v.get(WAIT)))
            .renamed(Map.of("ttl", "keep", "max-size", "max-answer"));

    private IdempotencySection() {}
}
