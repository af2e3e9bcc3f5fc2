package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpFailure;
import dev.signalbox.server.upstream.Upstream;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.model.WireError.Kind;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** Reads what went wrong at a provider into one form, and says it in words for the caller. */
final class FailureReading {
    private static final int OVERLOADED = 529;

    private final Clock clock;

    FailureReading(Clock clock) {
        this.clock = clock;
    }

    /** An answer whose status is an error. */
    AttemptFailure status(Target target, ProviderDialect dialect, int status, Headers headers, byte[] body) {
        WireError read = dialect.readError(status, body);
        Optional<String> requestId = Upstream.requestId(target, headers);
        boolean refused = status == 401 || status == 403 || read.kind() == Kind.AUTHENTICATION;
        WireError error = refused ? credentialRefused() : read;
        return new AttemptFailure(
                status == OVERLOADED
                        ? AttemptFailure.Kind.TRANSPORT
                        : status == 408 || status == 504 ? AttemptFailure.Kind.TIMEOUT : AttemptFailure.Kind.STATUS,
                refused && status != 403 ? 401 : status, // some say with a 400 that a key is wrong
                AttemptFailure.ANSWERED + status,
                error.fromProvider(target.provider().name(), requestId),
                "status " + status + ": " + error.message(),
                RetryAfter.of(headers, clock.instant()).or(() -> dialect.retryAfter(body)),
                status == 429 ? RetryAfter.hint(headers) : Optional.empty(),
                requestId);
    }

    /** An error event inside a stream that had the status 200, before any content. */
    AttemptFailure inside(Target target, WireError error, Optional<String> requestId) {
        boolean overloaded = error.kind() == Kind.OVERLOADED;
        boolean credential = error.kind() == Kind.AUTHENTICATION || error.kind() == Kind.FORBIDDEN;
        return new AttemptFailure(
                overloaded ? AttemptFailure.Kind.TRANSPORT : AttemptFailure.Kind.STATUS,
                overloaded ? OVERLOADED : error.kind().status(),
                AttemptFailure.INSIDE + error.kind().name().toLowerCase(Locale.ROOT),
                (credential ? credentialRefused() : error)
                        .fromProvider(target.provider().name(), requestId),
                "error inside a 200 stream: " + error.message(),
                Optional.empty(),
                Optional.empty(),
                requestId);
    }

    /** Never the caller's own 401, and in our words: some providers repeat the key in theirs. */
    private static WireError credentialRefused() {
        return WireError.gateway(
                Kind.BAD_GATEWAY, "provider_auth_error", "the provider refused this gateway's credential");
    }

    /** An answer that is not what its dialect allows. */
    AttemptFailure garbage(Target target, String detail, Optional<String> requestId) {
        return transport(
                target, 502, "garbage", Kind.BAD_GATEWAY, "the provider's answer could not be read", detail, requestId);
    }

    /** A stream that ended before any content. */
    AttemptFailure empty(Target target, Optional<String> requestId) {
        return transport(
                target,
                502,
                "cut",
                Kind.BAD_GATEWAY,
                "the provider's stream ended before any content",
                "stream ended without content",
                requestId);
    }

    /** A stream that ended without having said how the model stopped. */
    AttemptFailure cut(Target target, Optional<String> requestId) {
        return transport(
                target,
                502,
                "cut",
                Kind.BAD_GATEWAY,
                "the provider's stream ended before the answer was complete",
                "stream ended without a stop",
                requestId);
    }

    /** A stream whose model stopped with an error. */
    AttemptFailure stopped(Target target, Optional<String> requestId) {
        return transport(
                target,
                502,
                "stopped_with_error",
                Kind.BAD_GATEWAY,
                "the model stopped with an error",
                "the model stopped with an error",
                requestId);
    }

    /** An attempt that nobody waits for any more. */
    AttemptFailure abandoned(Target target, Optional<String> requestId) {
        return transport(
                target, 499, "cancelled", Kind.CALLER_GONE, "the caller went away", "the caller went away", requestId);
    }

    /** No answer, or one that broke. */
    AttemptFailure broken(Target target, HttpFailure failure, Optional<String> requestId) {
        String detail = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case CONNECT, TLS, CONNECT_TIMEOUT ->
                transport(
                        target,
                        503,
                        word(failure),
                        Kind.UNAVAILABLE,
                        "the provider cannot be reached",
                        detail,
                        requestId);
            case FIRST_BYTE_TIMEOUT, READ_TIMEOUT, DEADLINE -> timeout(target, word(failure), detail, requestId);
            case CUT, TOO_LARGE, PROTOCOL, CANCELLED ->
                transport(
                        target,
                        502,
                        word(failure),
                        Kind.BAD_GATEWAY,
                        "the connection to the provider broke",
                        detail,
                        requestId);
        };
    }

    /** A stream in which something took too long. */
    AttemptFailure late(Target target, StreamWatch.Late late, Optional<String> requestId) {
        return switch (late) {
            case FIRST_EVENT -> timeout(target, "first_byte_timeout", "no event came in time", requestId);
            case FIRST_CONTENT -> timeout(target, "first_token_timeout", "no content came in time", requestId);
            case NEXT_EVENT -> timeout(target, "between_tokens_timeout", "the stream fell silent", requestId);
            case TOTAL -> timeout(target, "total_timeout", "the stream took longer than its total time", requestId);
        };
    }

    private static AttemptFailure timeout(Target target, String word, String detail, Optional<String> requestId) {
        return new AttemptFailure(
                AttemptFailure.Kind.TIMEOUT,
                408,
                word,
                told(target, Kind.TIMEOUT, word, "the provider took too long to answer", requestId),
                detail,
                Optional.empty(),
                Optional.empty(),
                requestId);
    }

    static String word(HttpFailure failure) {
        return failure.kind().name().toLowerCase(Locale.ROOT);
    }

    private static AttemptFailure transport(
            Target target,
            int status,
            String word,
            Kind kind,
            String message,
            String detail,
            Optional<String> requestId) {
        return new AttemptFailure(
                AttemptFailure.Kind.TRANSPORT,
                status,
                word,
                told(target, kind, word, message, requestId),
                detail,
                Optional.empty(),
                Optional.empty(),
                requestId);
    }

    private static WireError told(Target target, Kind kind, String word, String message, Optional<String> requestId) {
        return WireError.gateway(kind, "provider_" + word, message)
                .fromProvider(target.provider().name(), requestId);
    }
}
