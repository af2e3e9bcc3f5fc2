package dev.signalbox.server.dispatch;

import dev.signalbox.server.health.Fault;
import dev.signalbox.server.settings.BreakerError;
import dev.signalbox.wire.model.WireError;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Why one attempt at a target brought no answer.
 *
 * @param kind what kind of failure it is, for the decision whether to try again
 * @param word a stable word for ledger and metrics, for example {@code http_429} or {@code connect}
 * @param error as the caller is told if this is the last attempt
 * @param detail for the operator
 * @param retryAfter when the provider said to come back
 * @param hint when an exhausted limit begins anew, where the provider only mentioned it
 */
record AttemptFailure(
        Kind kind,
        int status,
        String word,
        WireError error,
        String detail,
        Optional<Duration> retryAfter,
        Optional<Duration> hint,
        Optional<String> providerRequestId) {

    /** How the word of a failure begins that a provider told with its status, which follows. */
    static final String ANSWERED = "http_";

    /** How the word of a failure begins that a provider told inside a stream, with what stands for its status. */
    static final String INSIDE = "stream_";

    enum Kind {
        /** The provider answered with a status that is an error. */
        STATUS,
        /** No connection, or it broke; an answer that is not of the dialect; an overloaded provider (529). */
        TRANSPORT,
        /** Nothing came in time. */
        TIMEOUT
    }

    /** Whether the target is to blame, so that its health counts the failure. */
    boolean heldAgainstTarget() {
        return switch (kind) {
            case TRANSPORT, TIMEOUT -> true;
            case STATUS -> status >= 500 || status == 429 || status == 401 || status == 403 || status == 408;
        };
    }

    /** The failure as its target's health sees it. */
    Fault fault() {
        boolean told = word.startsWith(ANSWERED) || word.startsWith(INSIDE);
        return new Fault(
                told ? OptionalInt.of(status) : OptionalInt.empty(),
                told ? Optional.empty() : Optional.of(unanswered() ? BreakerError.TIMEOUT : broken()),
                heldAgainstTarget(),
                retryAfter,
                hint);
    }

    private BreakerError broken() {
        return switch (word) {
            case "connect", "tls", "connect_timeout" -> BreakerError.CONNECT;
            case "garbage", "stopped_with_error", "too_large", "protocol" -> BreakerError.GARBAGE;
            default -> BreakerError.CUT;
        };
    }

    /** The status that the provider really answered with, if it answered. */
    OptionalInt answeredStatus() {
        return word.startsWith(ANSWERED)
                ? OptionalInt.of(Integer.parseInt(word, ANSWERED.length(), word.length(), 10))
                : OptionalInt.empty();
    }

    /** Whether it was sent and no answer, or not enough of one, came in time. */
    boolean unanswered() {
        return kind == Kind.TIMEOUT && answeredStatus().isEmpty();
    }

    /** Whether it is of the class that is tried again whatever statuses are listed. */
    boolean transport() {
        return kind != Kind.STATUS;
    }
}
