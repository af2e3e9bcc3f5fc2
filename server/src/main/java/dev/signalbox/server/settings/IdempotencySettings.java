package dev.signalbox.server.settings;

import java.time.Duration;

/**
 * How answers are kept for requests that come again with the same key.
 *
 * @param enabled whether {@code Idempotency-Key} is obeyed
 * @param keep for how long
 * @param maxAnswer bytes of one answer; a longer one is not kept
 * @param maxTotal bytes of all answers; beyond it the oldest are forgotten
 * @param patience the longest that a repetition waits for the first request to end
 */
public record IdempotencySettings(boolean enabled, Duration keep, long maxAnswer, long maxTotal, Duration patience) {

    /** An answer is one value in the store and one array in memory. */
    public static final long MOST_ANSWER = 256L << 20;

    public IdempotencySettings {
        Checks.positive("keep", keep);
        Checks.that(maxAnswer > 0 && maxAnswer <= MOST_ANSWER, "max-answer", maxAnswer, "1 to " + MOST_ANSWER);
        Checks.that(maxTotal >= maxAnswer, "max-total", maxTotal, "at least max-answer");
        Checks.notNegative("wait", patience);
    }

    public static IdempotencySettings defaults() {
        return new IdempotencySettings(true, Duration.ofHours(24), 4L << 20, 1L << 30, Duration.ofMinutes(1));
    }
}
