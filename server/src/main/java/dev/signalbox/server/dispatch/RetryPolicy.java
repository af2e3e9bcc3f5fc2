package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.Backoff;
import dev.signalbox.server.settings.RetrySettings;
import java.time.Duration;

/**
 * Decides what follows a failed attempt; acts on nothing.
 *
 * <p>The same target is tried again up to its configured number of retries, then the next candidate. Two things shorten the
 * way to the next candidate: a target that names a time to come back is left at once, and one that let a timeout pass is
 * left at once, because both would only keep the caller waiting. Without another candidate the named time is waited for,
 * as long as it ends inside the retry window.
 */
final class RetryPolicy {
    /** As many retries as no target is allowed. */
    static final int NO_MORE = Integer.MAX_VALUE;

    private RetryPolicy() {}

    /** What follows a failed attempt. */
    sealed interface Decision {
        /**
         * The same target again, after this pause.
         *
         * @param jittered whether chance is to take a part of it
         */
        record Again(Duration pause, boolean jittered) implements Decision {
            /** After exactly this pause. */
            Again(Duration pause) {
                this(pause, false);
            }
        }

        /** The next candidate. */
        record Next() implements Decision {}

        /** Nothing: the caller is told this failure. */
        record GiveUp() implements Decision {}
    }

    /**
     * Decides.
     *
     * @param retries how many retries the target had already
     * @param others whether another candidate is left
     * @param window how much of the time for retries is left
     */
    static Decision decide(AttemptFailure failure, Target target, int retries, boolean others, Duration window) {
        RetrySettings retry = target.retry();
        boolean mayFallBack = others && mayFallBack(failure, target);
        boolean mayRetry = retries < retry.attempts()
                && (failure.transport() ? retry.transport() : retry.on().contains(failure.status()));
        boolean leave = failure.retryAfter().isPresent() || failure.kind() == AttemptFailure.Kind.TIMEOUT;
        if (mayFallBack && (leave || !mayRetry)) {
            return new Decision.Next();
        }
        Duration pause = failure.retryAfter().orElse(retry.delayAfter(retries));
        boolean jittered =
                retry.backoff() == Backoff.EXPONENTIAL && failure.retryAfter().isEmpty();
        if (mayRetry && pause.compareTo(window) < 0) {
            return new Decision.Again(pause, jittered);
        }
        return mayFallBack ? new Decision.Next() : new Decision.GiveUp();
    }

    /** Whether another target may serve after this failure. */
    static boolean mayFallBack(AttemptFailure failure, Target target) {
        return failure.transport() || fallsBackOn(target, failure.status());
    }

    /** A model that the provider retired (410) is as absent as one it never had (404). */
    private static boolean fallsBackOn(Target target, int status) {
        return target.fallbackOn().contains(status == 410 ? 404 : status);
    }
}
