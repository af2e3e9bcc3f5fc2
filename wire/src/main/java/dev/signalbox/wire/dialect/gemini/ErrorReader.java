package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.model.WireError.Kind;
import dev.signalbox.wire.model.WireError.Source;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads Google's errors: {@code {"error": {"code", "message", "status", "details"}}}, in an array where a stream was asked
 * for. A key that is wrong is a 400 there.
 *
 * @see <a href="https://google.aip.dev/193">the form of errors</a>
 */
final class ErrorReader {
    private static final int LONGEST_MESSAGE = 2000;

    /** Keys as Google makes them, and what it says of a consumer by its key. */
    private static final Pattern KEY =
            Pattern.compile("AIza[0-9A-Za-z_-]{10,}|AQ\\.[0-9A-Za-z_-]{10,}|(?<=api_key:)[^'\"\\s]+");

    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)s");

    private ErrorReader() {}

    static WireError read(int status, byte[] body) {
        Optional<Json.Obj> error = error(body);
        if (error.isPresent()) {
            return of(kind(status), error.get());
        }
        String words = new String(body, StandardCharsets.UTF_8).strip();
        String told = words.isEmpty() ? "the provider answered " + status + " without words" : words;
        return of(kind(status), Json.object(f -> f.put("message", told)));
    }

    private static Optional<Json.Obj> error(byte[] body) {
        try {
            Json value = JsonCodec.read(body);
            Json first = value instanceof Json.Arr(List<Json> items) && !items.isEmpty() ? items.getFirst() : value;
            return first instanceof Json.Obj object
                    ? Optional.of(object.object("error").orElse(object))
                    : Optional.empty();
        } catch (JsonProblem _) {
            return Optional.empty();
        }
    }

    /** An error inside a stream or an answer that began as a success. */
    static WireError inside(Json error) {
        if (!(error instanceof Json.Obj object)) {
            return of(Kind.BAD_GATEWAY, Json.object(f -> f.put("message", text(error))));
        }
        long status = object.whole("code").orElse(0);
        return of(status >= 400 && status < 600 ? kind((int) status) : Kind.BAD_GATEWAY, object);
    }

    /** @throws Unreadable if an answer is an error although its status is a success */
    static void refuse(Optional<Json> error) throws Unreadable {
        if (error.isPresent()) {
            throw new Unreadable(
                    "error", "an error inside an answer: " + inside(error.get()).message());
        }
    }

    private static WireError of(Kind status, Json.Obj error) {
        String words =
                KEY.matcher(error.text("message").orElseGet(() -> text(error))).replaceAll("***");
        boolean tooLong = words.contains("exceeds the maximum number of tokens");
        return new WireError(
                refined(status, error, words),
                words.length() > LONGEST_MESSAGE ? words.substring(0, LONGEST_MESSAGE) : words,
                tooLong ? Optional.of("context_length_exceeded") : Optional.empty(),
                Optional.empty(),
                error.text("status"),
                Source.PROVIDER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Kind refined(Kind status, Json.Obj error, String words) {
        boolean keyRefused = details(error, "ErrorInfo")
                .flatMap(info -> info.text("reason"))
                .filter(reason -> reason.startsWith("API_KEY_"))
                .isPresent();
        if (status == Kind.BAD_REQUEST && keyRefused) {
            return Kind.AUTHENTICATION;
        }
        if (status == Kind.RATE_LIMIT && isSpent(error)) {
            return Kind.QUOTA;
        }
        return status == Kind.UNAVAILABLE && words.contains("overloaded") ? Kind.OVERLOADED : status;
    }

    /** A quota of a day is spent; that of a minute comes back. */
    private static boolean isSpent(Json.Obj error) {
        return details(error, "QuotaFailure").stream()
                .flatMap(failure -> failure.items("violations").stream())
                .anyMatch(violation -> violation instanceof Json.Obj object
                        && object.text("quotaId").orElse("").contains("PerDay"));
    }

    /** When {@code RetryInfo} says to come back. */
    static Optional<Duration> retryAfter(byte[] body) {
        return error(body)
                .flatMap(error -> details(error, "RetryInfo"))
                .flatMap(info -> info.text("retryDelay"))
                .map(SECONDS::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> Duration.ofNanos(
                        new BigDecimal(matcher.group(1)).movePointRight(9).longValue()));
    }

    private static Optional<Json.Obj> details(Json.Obj error, String type) {
        return error.items("details").stream()
                .filter(detail -> detail instanceof Json.Obj object
                        && object.text("@type").orElse("").endsWith("google.rpc." + type))
                .map(Json.Obj.class::cast)
                .findFirst();
    }

    private static String text(Json value) {
        return value instanceof Json.Text(String words)
                ? words
                : new String(JsonCodec.write(value), StandardCharsets.UTF_8);
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 400 -> Kind.BAD_REQUEST;
            case 401 -> Kind.AUTHENTICATION;
            case 402 -> Kind.BILLING;
            case 403 -> Kind.FORBIDDEN;
            case 404 -> Kind.NOT_FOUND;
            case 408 -> Kind.REQUEST_TIMEOUT;
            case 409 -> Kind.CONFLICT;
            case 410 -> Kind.GONE;
            case 413 -> Kind.TOO_LARGE;
            case 422 -> Kind.UNPROCESSABLE;
            case 429 -> Kind.RATE_LIMIT;
            case 500 -> Kind.INTERNAL;
            case 503 -> Kind.UNAVAILABLE;
            case 504 -> Kind.TIMEOUT;
            default -> status >= 400 && status < 500 ? Kind.BAD_REQUEST : Kind.BAD_GATEWAY;
        };
    }
}
