package dev.signalbox.wire.dialect;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.model.WireError.Kind;
import dev.signalbox.wire.model.WireError.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Errors in OpenAI's envelope: {@code {"error": {"message", "type", "param", "code"}}}. */
public final class OpenAiErrors {
    private static final int LONGEST_MESSAGE = 2000;

    /** The code of a request that Azure's content filter refused. */
    private static final String FILTERED = "content_filter";

    private static final String FINDING = "innererror";

    /** Stands for the provider's own words, because some repeat the credential that they refuse. */
    private static final String REFUSES_US = "the provider refused the gateway's credential";

    private OpenAiErrors() {}

    /** A provider that refuses our credential is a broken gateway to the caller, whose own credential was fine. */
    public static int status(WireError error) {
        return refusesUs(error) ? Kind.BAD_GATEWAY.status() : error.kind().status();
    }

    private static boolean refusesUs(WireError error) {
        return error.source() == Source.PROVIDER
                && (error.kind() == Kind.AUTHENTICATION || error.kind() == Kind.FORBIDDEN);
    }

    public static Json.Obj write(WireError error) {
        Json.Obj told = told(error);
        return Json.object(f -> f.put("error", told));
    }

    /** The error that a broken answer carries inside. */
    public static Json.Obj inside(WireError error) {
        Json.Obj told = told(error);
        return Json.object(f -> f.put("code", told.text("code").orElse("server_error"))
                .put("message", told.text("message").orElse("")));
    }

    /** What the envelope holds. */
    public static Json.Obj told(WireError error) {
        Kind kind = refusesUs(error) ? Kind.BAD_GATEWAY : error.kind();
        String code = refusesUs(error) ? "provider_auth_error" : error.code().orElse(code(kind));
        return Json.object(f -> {
            f.put("message", refusesUs(error) ? REFUSES_US : error.message());
            f.put("type", type(kind));
            f.put("param", error.param().<Json>map(Json::text).orElse(Json.none()));
            f.put("code", code);
            error.detail().ifPresent(f::all);
            f.put("source", error.source() == Source.GATEWAY ? "gateway" : "provider");
            f.maybe("provider", error.provider().map(Json::text));
            f.maybe("provider_request_id", error.providerRequestId().map(Json::text));
            f.maybe("request_id", error.requestId().map(Json::text));
        });
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case BAD_REQUEST,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    CONFLICT,
                    GONE,
                    TOO_LARGE,
                    UNSUPPORTED_ENCODING,
                    UNPROCESSABLE,
                    HEADERS_TOO_LARGE,
                    CALLER_GONE -> "invalid_request_error";
            case AUTHENTICATION -> "authentication_error";
            case BILLING -> "billing_error";
            case FORBIDDEN -> "permission_error";
            case RATE_LIMIT -> "rate_limit_error";
            case QUOTA -> "insufficient_quota";
            case REQUEST_TIMEOUT, TIMEOUT -> "timeout_error";
            case INTERNAL, BAD_GATEWAY, UNAVAILABLE, OVERLOADED -> "server_error";
        };
    }

    private static String code(Kind kind) {
        return switch (kind) {
            case BAD_REQUEST -> "bad_request";
            case AUTHENTICATION -> "invalid_api_key";
            case BILLING -> "billing";
            case FORBIDDEN -> "forbidden";
            case NOT_FOUND -> "model_not_found";
            case REQUEST_TIMEOUT -> "request_timeout";
            case CONFLICT -> "conflict";
            case GONE -> "model_retired";
            case METHOD_NOT_ALLOWED -> "method_not_allowed";
            case TOO_LARGE -> "request_too_large";
            case UNSUPPORTED_ENCODING -> "unsupported_encoding";
            case HEADERS_TOO_LARGE -> "headers_too_large";
            case UNPROCESSABLE -> "unprocessable";
            case RATE_LIMIT -> "rate_limit_exceeded";
            case QUOTA -> "quota_exceeded";
            case CALLER_GONE -> "caller_gone";
            case INTERNAL -> "internal_error";
            case BAD_GATEWAY -> "upstream_error";
            case UNAVAILABLE -> "upstream_unavailable";
            case TIMEOUT -> "upstream_timeout";
            case OVERLOADED -> "overloaded";
        };
    }

    /** Reads an error answer of a provider, whatever it holds. */
    public static WireError read(int status, byte[] body) {
        try {
            Json answer = alone(JsonCodec.read(body));
            Optional<Json> inner = answer instanceof Json.Obj object ? object.find("error") : Optional.empty();
            return of(kind(status), inner.orElse(answer));
        } catch (JsonProblem _) {
            String words = new String(body, StandardCharsets.UTF_8).strip();
            String told = words.isEmpty() ? "the provider answered " + status + " without words" : words;
            return of(kind(status), Json.text(told));
        }
    }

    /** Google's endpoint for clients of OpenAI puts the error into an array. */
    private static Json alone(Json answer) {
        return answer instanceof Json.Arr(List<Json> one) && one.size() == 1 ? one.getFirst() : answer;
    }

    /** The error in an answer or chunk; some providers say with an empty word or a false that there is none. */
    public static Optional<Json> find(Optional<Json> error) {
        return error.filter(
                value -> !value.equals(Json.none()) && !value.equals(Json.bool(false)) && !value.equals(Json.text("")));
    }

    /** An error inside a stream or an answer that began as a success. */
    public static WireError inside(Json error) {
        Kind kind = error instanceof Json.Obj object ? kindInside(object) : Kind.BAD_GATEWAY;
        return of(kind, error);
    }

    private static Kind kindInside(Json.Obj error) {
        long status = error.whole("code")
                .orElse(error.whole("status").orElse(error.whole("status_code").orElse(0)));
        if (status >= 400 && status < 600) {
            return kind((int) status);
        }
        String words = error.text("type").orElse("") + " " + error.text("code").orElse("");
        if (words.contains("insufficient_quota")) {
            return Kind.QUOTA;
        }
        if (words.contains("rate_limit")) {
            return Kind.RATE_LIMIT;
        }
        if (words.contains("overloaded")) {
            return Kind.OVERLOADED;
        }
        if (words.contains(FILTERED)) {
            return Kind.BAD_REQUEST;
        }
        return words.contains("invalid_request") ? Kind.BAD_REQUEST : Kind.BAD_GATEWAY;
    }

    private static WireError of(Kind status, Json error) {
        Optional<String> code = tooLong(status, error)
                ? Optional.of("context_length_exceeded")
                : word(error, "code").filter(word -> !isNumber(word));
        Optional<String> type = word(error, "type");
        boolean spent = status == Kind.RATE_LIMIT
                && (code.orElse("").equals("insufficient_quota")
                        || type.orElse("").equals("insufficient_quota"));
        return new WireError(
                spent ? Kind.QUOTA : status,
                words(error),
                code,
                word(error, "param"),
                type,
                Source.PROVIDER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                code.orElse("").equals(FILTERED) ? finding(error) : Optional.empty());
    }

    /** What Azure's content filter found, by category: its callers read it to tell their users why. */
    private static Optional<Json.Obj> finding(Json error) {
        return error instanceof Json.Obj object
                ? object.object(FINDING).map(found -> Json.object(f -> f.put(FINDING, found)))
                : Optional.empty();
    }

    /** Some providers repeat the status as the code, which says nothing. */
    private static boolean isNumber(String word) {
        return word.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }

    /** Callers rely on OpenAI's code to shorten the conversation; compatible providers say it in words. */
    private static boolean tooLong(Kind status, Json error) {
        String words = words(error);
        return status == Kind.BAD_REQUEST
                && (words.contains("exceeds the context window")
                        || words.contains("maximum context length")
                        || words.contains("max context length")
                        || words.contains("prompt is too long"));
    }

    private static Optional<String> word(Json error, String name) {
        if (!(error instanceof Json.Obj object)) {
            return Optional.empty();
        }
        return object.find(name).flatMap(value -> switch (value) {
            case Json.Text(String text) -> Optional.of(text);
            case Json.Num(String spelling) -> Optional.of(spelling);
            case Json.Obj _, Json.Arr _, Json.Bool _, Json.Null _ -> Optional.empty();
        });
    }

    /** What an error says: its message wherever the provider put it. */
    public static String words(Json error) {
        String words = switch (error) {
            case Json.Text(String text) -> text;
            case Json.Obj object ->
                object.text("message")
                        .or(() -> object.text("detail"))
                        .orElse(new String(JsonCodec.write(object), StandardCharsets.UTF_8));
            case Json other -> new String(JsonCodec.write(other), StandardCharsets.UTF_8);
        };
        return words.length() > LONGEST_MESSAGE ? words.substring(0, LONGEST_MESSAGE) : words;
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
            case 529 -> Kind.OVERLOADED;
            default -> status >= 400 && status < 500 ? Kind.BAD_REQUEST : Kind.BAD_GATEWAY;
        };
    }
}
