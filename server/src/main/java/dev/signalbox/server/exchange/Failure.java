package dev.signalbox.server.exchange;

import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.model.WireError.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Why an exchange ends without an answer. Each has a stable code, words for the caller and a detail for the operator. */
public sealed interface Failure {
    /** The longest part of a caller's name that is repeated to it, in characters. */
    int LONGEST_NAME = 200;

    /** The stable code, for example {@code unknown_model}. */
    String code();

    /** What the operator is told in the log and the ledger; never holds a secret. */
    String detail();

    /** The failure as the caller is told, in no dialect yet. */
    default WireError told() {
        return switch (this) {
            case Failure.Unauthenticated f -> WireError.gateway(Kind.AUTHENTICATION, f.code(), f.detail());
            case Failure.Forbidden f ->
                WireError.gateway(Kind.FORBIDDEN, f.code(), f.detail()).withParam("model");
            case Failure.UnknownModel f ->
                WireError.gateway(Kind.NOT_FOUND, f.code(), f.detail()).withParam("model");
            case Failure.Retired f ->
                WireError.gateway(Kind.GONE, f.code(), f.detail()).withParam("model");
            case Failure.UnknownRequest f -> WireError.gateway(Kind.NOT_FOUND, f.code(), f.detail());
            case Failure.BadRequest f -> {
                WireError error = WireError.gateway(Kind.BAD_REQUEST, f.code(), f.detail());
                yield f.param().map(error::withParam).orElse(error);
            }
            case Failure.NoTarget f -> WireError.gateway(Kind.UNAVAILABLE, f.code(), f.detail());
            case Failure.Saturated f ->
                WireError.gateway(f.rate() ? Kind.RATE_LIMIT : Kind.UNAVAILABLE, f.code(), f.detail());
            case Failure.TooOften f -> WireError.gateway(Kind.RATE_LIMIT, f.code(), f.detail());
            case Failure.ProviderFailed f -> f.error();
            case Failure.DeadlinePassed f ->
                WireError.gateway(Kind.TIMEOUT, f.code(), "the request could not be answered in its time");
            case Failure.CallerGone f -> WireError.gateway(Kind.CALLER_GONE, f.code(), "the caller went away");
            case Failure.Repetition f ->
                WireError.gateway(f.kind(), f.code(), f.detail()).withParam("Idempotency-Key");
            case Failure.LedgerUnavailable f ->
                WireError.gateway(Kind.UNAVAILABLE, f.code(), "requests cannot be recorded at the moment");
            case Failure.Internal f ->
                WireError.gateway(
                        Kind.INTERNAL, f.code(), "the gateway failed; the id of the request" + " leads to the cause");
        };
    }

    /** A name that a caller wrote, in quotes; a long one is cut, because errors go into headers, logs and other errors. */
    static String shown(String name) {
        return '"' + (name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name) + '"';
    }

    /** No key, or one that nobody has. */
    record Unauthenticated(String code, String detail) implements Failure {}

    /** The caller may not use what it names. */
    record Forbidden(String code, String detail) implements Failure {}

    /** Nobody offers what was named. */
    record UnknownModel(String asked) implements Failure {
        @Override
        public String code() {
            return "model_not_found";
        }

        @Override
        public String detail() {
            return "model: " + shown(asked) + " (expected: a name that /v1/models lists)";
        }
    }

    /**
     * What was named is there no more.
     *
     * @param sunset when it ended
     * @param successor what takes its place and lives
     * @param link a page that tells more
     */
    record Retired(String asked, Instant sunset, Optional<String> successor, Optional<URI> link) implements Failure {
        @Override
        public String code() {
            return "model_retired";
        }

        @Override
        public String detail() {
            return "model: " + shown(asked) + " was retired on "
                    + sunset.atOffset(ZoneOffset.UTC).toLocalDate()
                    + " (expected: "
                    + successor.map(name -> shown(name) + ", its successor").orElse("a name that /v1/models lists")
                    + link.map(page -> "; see " + page).orElse("") + ")";
        }
    }

    /** No request with this id was recorded for this caller. */
    record UnknownRequest(String id) implements Failure {
        @Override
        public String code() {
            return "request_not_found";
        }

        @Override
        public String detail() {
            return "request: no entry with this id (expected: the x-signalbox-request-id of a request with this key)";
        }
    }

    /** The request itself is wrong. */
    record BadRequest(String code, String detail, Optional<String> param) implements Failure {}

    /**
     * No target of the route can take the request.
     *
     * @param retryAfter when the first of them may be tried again, where they were taken out for a time
     */
    record NoTarget(String code, String detail, Optional<Duration> retryAfter) implements Failure {
        /** Without a time to come back. */
        public NoTarget(String code, String detail) {
            this(code, detail, Optional.empty());
        }
    }

    /**
     * Every target that could take the request has as much to do as it may.
     *
     * @param rate whether there were too many in a minute, not at once
     * @param retryAfter when there may be room
     */
    record Saturated(String detail, boolean rate, Duration retryAfter) implements Failure {
        @Override
        public String code() {
            return "targets_saturated";
        }
    }

    /**
     * All that was tried at providers failed; this is the last provider's word.
     *
     * @param error as the caller is told
     * @param status the provider's status, 0 if none came
     * @param target our name of the model that was tried last
     * @param attempts how many attempts were made
     * @param retryAfter when the provider said to come back
     */
    record ProviderFailed(
            String code,
            String detail,
            WireError error,
            int status,
            Optional<Duration> retryAfter,
            String target,
            int attempts)
            implements Failure {}

    /** The time for the whole request is over. */
    record DeadlinePassed(String detail) implements Failure {
        @Override
        public String code() {
            return "deadline_exceeded";
        }
    }

    /** The caller went away before the first byte. */
    record CallerGone(String detail) implements Failure {
        @Override
        public String code() {
            return "caller_gone";
        }
    }

    /**
     * A request came again with its key and cannot be answered so.
     *
     * @param kind what the caller is told
     */
    record Repetition(String code, String detail, Kind kind) implements Failure {
        /** The code of a request that came while the first still runs: the only one that patience helps. */
        public static final String IN_PROGRESS = "idempotency_in_progress";
    }

    /**
     * The caller asks for something too often that reaches no model.
     *
     * @param retryAfter when it may ask again
     */
    record TooOften(String detail, Duration retryAfter) implements Failure {
        @Override
        public String code() {
            return "rate_limit_exceeded";
        }
    }

    /** The journal cannot be written, so nothing new may begin. */
    record LedgerUnavailable(String detail) implements Failure {
        @Override
        public String code() {
            return "ledger_unavailable";
        }
    }

    /** This gateway is at fault. */
    record Internal(String detail) implements Failure {
        @Override
        public String code() {
            return "internal_error";
        }
    }
}
