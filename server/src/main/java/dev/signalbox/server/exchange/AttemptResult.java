package dev.signalbox.server.exchange;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one attempt at a target ended.
 *
 * @param status the provider's HTTP status, absent if none came
 * @param outcome served, failed, or cancelled because the caller left or another attempt won
 * @param error a stable word for what failed, for example {@code connect}, {@code first_byte_timeout}, {@code http_429}
 * @param measured usage as far as the provider told it
 * @param duration from sending to the end
 * @param firstToken from sending to the first content, for streams
 */
public record AttemptResult(
        OptionalInt status,
        Outcome outcome,
        Optional<String> error,
        Measured measured,
        Duration duration,
        Optional<Duration> firstToken,
        Optional<String> providerRequestId) {
    /** The word for an attempt that another one outran. */
    public static final String HEDGED = "hedged";

    /** How the word begins for an answer that was not good enough; the signal that told so follows. */
    public static final String ESCALATED = "escalated:";

    /** How the word begins for an attempt that judged the answer of another one. */
    public static final String JUDGE = "judge";

    /** How an attempt ended. */
    public enum Outcome {
        /** It is the answer, whole. */
        SERVED,
        /** It is the answer, but it broke after its first content. */
        BROKEN,
        /** It failed before the caller saw anything of it. */
        FAILED,
        /** It was sent, but nothing came in time: the provider was at work and may bill it. */
        UNANSWERED,
        /** The caller left. */
        CANCELLED,
        /** Another attempt was faster; the provider was at work and may bill it. */
        OUTRUN,
        /** It brought an answer that was not good enough, and another target was asked; the provider bills it. */
        ESCALATED,
        /** It judged the answer of another attempt. */
        JUDGED,
        /** Another attempt was faster, and nothing had been sent. */
        UNSENT
    }
}
