package dev.signalbox.wire.model;

import dev.signalbox.wire.json.Json;
import java.util.Optional;

/**
 * An error as a dialect tells it.
 *
 * @param kind what kind of failure it is
 * @param message words for people
 * @param code a stable code of the failure, for example {@code context_length_exceeded}
 * @param param the field that is at fault
 * @param type the provider's own type word where it came from a provider
 * @param source who failed: this gateway or the provider
 * @param requestId id of the request: ours, or the provider's in {@code providerRequestId}
 * @param detail further fields of the provider's that callers of its own dialect rely on: what a content filter found
 */
public record WireError(
        Kind kind,
        String message,
        Optional<String> code,
        Optional<String> param,
        Optional<String> type,
        Source source,
        Optional<String> provider,
        Optional<String> requestId,
        Optional<String> providerRequestId,
        Optional<Json.Obj> detail) {

    /** An error without further fields. */
    public WireError(
            Kind kind,
            String message,
            Optional<String> code,
            Optional<String> param,
            Optional<String> type,
            Source source,
            Optional<String> provider,
            Optional<String> requestId,
            Optional<String> providerRequestId) {
        this(kind, message, code, param, type, source, provider, requestId, providerRequestId, Optional.empty());
    }

    /** Who failed. */
    public enum Source {
        /** This gateway decided. */
        GATEWAY,
        /** The provider failed or refused. */
        PROVIDER
    }

    /** What kind of failure: the canonical rows of the mapping to statuses and types of each dialect. */
    public enum Kind {
        /** 400. */
        BAD_REQUEST(400),
        /** 401. */
        AUTHENTICATION(401),
        /** 402. */
        BILLING(402),
        /** 403. */
        FORBIDDEN(403),
        /** 404. */
        NOT_FOUND(404),
        /** 405: nothing of the kind can be done at this path. */
        METHOD_NOT_ALLOWED(405),
        /** 408. */
        REQUEST_TIMEOUT(408),
        /** 409. */
        CONFLICT(409),
        /** 410. */
        GONE(410),
        /** 413. */
        TOO_LARGE(413),
        /** 415: the body is encoded in a way that is not read. */
        UNSUPPORTED_ENCODING(415),
        /** 422. */
        UNPROCESSABLE(422),
        /** 431. */
        HEADERS_TOO_LARGE(431),
        /** 429: too fast. */
        RATE_LIMIT(429),
        /** 429: a quota or budget is spent. */
        QUOTA(429),
        /** 499: the caller went away. */
        CALLER_GONE(499),
        /** 500. */
        INTERNAL(500),
        /** 502: the provider answered nonsense, broke, or refused our credential. */
        BAD_GATEWAY(502),
        /** 503: no provider, or this gateway, can take it now. */
        UNAVAILABLE(503),
        /** 504: the provider took too long. */
        TIMEOUT(504),
        /** 529 for Anthropic callers, else 503: the provider is overloaded. */
        OVERLOADED(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** The HTTP status for callers of dialects without a status of their own for this kind. */
        public int status() {
            return status;
        }
    }

    /** An error of this gateway's own. */
    public static WireError gateway(Kind kind, String code, String message) {
        return new WireError(
                kind,
                message,
                Optional.of(code),
                Optional.empty(),
                Optional.empty(),
                Source.GATEWAY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same error under this request id. */
    public WireError withRequestId(String id) {
        return new WireError(
                kind, message, code, param, type, source, provider, Optional.of(id), providerRequestId, detail);
    }

    /** The same error, with the field at fault. */
    public WireError withParam(String field) {
        return new WireError(
                kind, message, code, Optional.of(field), type, source, provider, requestId, providerRequestId, detail);
    }

    /** The same error, told as the failure of this provider. */
    public WireError fromProvider(String name, Optional<String> itsRequestId) {
        return new WireError(
                kind, message, code, param, type, Source.PROVIDER, Optional.of(name), requestId, itsRequestId, detail);
    }

    /** The same error, with further fields. */
    public WireError withDetail(Json.Obj fields) {
        return new WireError(
                kind, message, code, param, type, source, provider, requestId, providerRequestId, Optional.of(fields));
    }
}
