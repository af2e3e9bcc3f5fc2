package dev.signalbox.server.dispatch;

import java.util.Locale;

/** Why a target does not answer, in a bounded set of words that tell nothing of what its provider said. */
public enum Trouble {
    /** The provider refuses our credential, or there is none. */
    CREDENTIAL,
    /** The provider knows no such model, or has nothing at this path. */
    NOT_FOUND,
    /** Nobody knows the host. */
    UNKNOWN_HOST,
    /** No connection. */
    UNREACHABLE,
    /** No trust, or no common ground in the handshake. */
    TLS,
    /** Nothing came in time. */
    TIMEOUT,
    /** The connection broke. */
    CUT,
    /** What came is no answer of the dialect. */
    WRONG_ANSWER,
    /** Too many requests, or a quota that is spent. */
    RATE_LIMITED,
    /** The provider itself failed. */
    PROVIDER_ERROR,
    /** The provider finds even this request wrong. */
    REFUSED,
    /** Nothing was sent: this gateway could not write or record the request. */
    NOT_SENT;

    /** The stable word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Trouble of(AttemptFailure failure) {
        if (failure.answeredStatus().isEmpty()) {
            return unanswered(failure);
        }
        int status = failure.status();
        return switch (status) {
            case 401, 403 -> CREDENTIAL;
            case 404, 410 -> NOT_FOUND;
            case 402, 429 -> RATE_LIMITED;
            case 408, 504 -> TIMEOUT;
            default -> status >= 500 ? PROVIDER_ERROR : REFUSED;
        };
    }

    private static Trouble unanswered(AttemptFailure failure) {
        return switch (failure.word()) {
            case "connect" -> failure.detail().contains("resolve") ? UNKNOWN_HOST : UNREACHABLE;
            case "connect_timeout" -> UNREACHABLE;
            case "tls" -> TLS;
            case "garbage", "protocol", "too_large", "stopped_with_error" -> WRONG_ANSWER;
            default -> failure.unanswered() ? TIMEOUT : CUT;
        };
    }
}
