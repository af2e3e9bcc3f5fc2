package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.model.WireError.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Error envelopes of the dialect, both ways. */
final class ErrorBodies {
    private static final int OVERLOADED = 529;
    private static final int LONGEST_MESSAGE = 500;
    private static final Set<Integer> PLAIN = Set.of(401, 402, 403, 404, 408, 409, 410, 413, 422, 429, 504, OVERLOADED);

    private ErrorBodies() {}

    static int status(WireError error) {
        return error.kind() == Kind.OVERLOADED ? OVERLOADED : error.kind().status();
    }

    static Json.Obj write(WireError error) {
        Json.Obj inner = Json.object(f -> f.put("type", type(error.kind()))
                .put("message", error.message())
                .maybe("code", error.code().map(Json::text))
                .maybe("param", error.param().map(Json::text))
                .put("source", error.source().name().toLowerCase(Locale.ROOT))
                .maybe("provider", error.provider().map(Json::text))
                .maybe("provider_request_id", error.providerRequestId().map(Json::text)));
        return Json.object(f -> f.put("type", "error")
                .put("error", inner)
                .maybe("request_id", error.requestId().map(Json::text)));
    }

    /** What a provider's error answer says; an answer without a body of this dialect is told by its status. */
    static WireError read(int status, byte[] body) {
        try {
            return read(status, JsonCodec.readObject(body));
        } catch (JsonProblem _) {
            String words = new String(body, StandardCharsets.UTF_8).strip();
            return error(byStatus(status), words.isEmpty() ? "status " + status + " without a body" : words, "", "");
        }
    }

    /** What an error object says, of an answer or inside a stream. */
    static WireError read(int status, Json.Obj body) {
        Json.Obj error = body.object("error").orElse(body);
        String type = error.text("type").orElse("");
        String message =
                error.text("message").orElseGet(() -> new String(JsonCodec.write(body), StandardCharsets.UTF_8));
        return error(
                kind(status, type, message),
                message,
                type,
                body.text("request_id").orElse(""));
    }

    /**
     * A status that means one thing says more than the type, and so does every status of a failed server where the type only
     * says that it failed; others, and errors inside a stream, are told by the type. An account of ours that is spent comes
     * as a bad request, but is not the caller's fault.
     */
    private static Kind kind(int status, String type, String message) {
        if (message.contains("credit balance is too low")) {
            return Kind.BILLING;
        }
        boolean vague = status > 500 && type.equals("api_error");
        return vague || PLAIN.contains(status) ? byStatus(status) : byType(type).orElse(byStatus(status));
    }

    private static WireError error(Kind kind, String message, String type, String requestId) {
        String shown = message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
        return new WireError(
                kind,
                shown,
                code(kind, message),
                Optional.empty(),
                Optional.of(type).filter(t -> !t.isEmpty()),
                WireError.Source.PROVIDER,
                Optional.empty(),
                Optional.empty(),
                Optional.of(requestId).filter(id -> !id.isEmpty()));
    }

    /** The dialect has no codes; callers of others rely on this one to shorten the conversation. */
    private static Optional<String> code(Kind kind, String message) {
        boolean tooLong = message.contains("prompt is too long") || message.contains("exceed context limit");
        return kind == Kind.BAD_REQUEST && tooLong ? Optional.of("context_length_exceeded") : Optional.empty();
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case BAD_REQUEST, METHOD_NOT_ALLOWED, CONFLICT, UNSUPPORTED_ENCODING, UNPROCESSABLE, HEADERS_TOO_LARGE ->
                "invalid_request_error";
            case AUTHENTICATION -> "authentication_error";
            case BILLING -> "billing_error";
            case FORBIDDEN -> "permission_error";
            case NOT_FOUND, GONE -> "not_found_error";
            case TOO_LARGE -> "request_too_large";
            case RATE_LIMIT, QUOTA -> "rate_limit_error";
            case REQUEST_TIMEOUT, TIMEOUT -> "timeout_error";
            case CALLER_GONE, INTERNAL, BAD_GATEWAY -> "api_error";
            case UNAVAILABLE, OVERLOADED -> "overloaded_error";
        };
    }

    private static Optional<Kind> byType(String type) {
        return switch (type) {
            case "invalid_request_error" -> Optional.of(Kind.BAD_REQUEST);
            case "authentication_error" -> Optional.of(Kind.AUTHENTICATION);
            case "billing_error" -> Optional.of(Kind.BILLING);
            case "permission_error" -> Optional.of(Kind.FORBIDDEN);
            case "not_found_error" -> Optional.of(Kind.NOT_FOUND);
            case "request_too_large" -> Optional.of(Kind.TOO_LARGE);
            case "rate_limit_error" -> Optional.of(Kind.RATE_LIMIT);
            case "timeout_error" -> Optional.of(Kind.TIMEOUT);
            case "api_error" -> Optional.of(Kind.INTERNAL);
            case "overloaded_error" -> Optional.of(Kind.OVERLOADED);
            default -> Optional.empty();
        };
    }

    private static Kind byStatus(int status) {
        return switch (status) {
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
            case OVERLOADED -> Kind.OVERLOADED;
            default -> status >= 400 && status < 500 ? Kind.BAD_REQUEST : Kind.BAD_GATEWAY;
        };
    }
}
