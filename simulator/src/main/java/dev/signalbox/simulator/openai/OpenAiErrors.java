package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.dialect.Head;
import dev.signalbox.simulator.dialect.Json;
import dev.signalbox.simulator.dialect.Rejection;
import dev.signalbox.simulator.openai.House.Errors;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The errors of the OpenAI API, {@code {"error":{"message","type","param","code"}}}, and what other houses make of them. */
final class OpenAiErrors {
    private static final String INVALID = "invalid_request_error";
    private static final String SERVER = "server_error";

    private OpenAiErrors() {}

    static JsonNode body(Rejection rejection, Errors errors) {
        return switch (errors) {
            case OPENAI -> Json.object().set("error", plain(rejection));
            case AZURE -> azure(rejection);
            case GROQ -> groq(rejection);
            case MISTRAL -> mistral(rejection);
            case GOOGLE -> Json.object().arrayNode().add(google(rejection));
        };
    }

    private static ObjectNode plain(Rejection rejection) {
        return Json.object()
                .put("message", rejection.message())
                .put("type", type(rejection))
                .put("param", rejection.param())
                .put("code", rejection.code());
    }

    private static String type(Rejection rejection) {
        String type = rejection.type();
        return type == null ? usualType(rejection.status()) : type;
    }

    private static ObjectNode azure(Rejection rejection) {
        boolean gate = List.of(401, 404).contains(rejection.status()); // said before the dialect is spoken
        ObjectNode error = gate
                ? Json.object().put("code", rejection.code()).put("message", rejection.message())
                : plain(rejection);
        if ("content_filter".equals(rejection.code())) {
            error.putNull("type");
            ContentFilters.explain(error);
        }
        return Json.object().set("error", error);
    }

    private static ObjectNode groq(Rejection rejection) {
        ObjectNode error = Json.object().put("message", rejection.message()).put("type", type(rejection));
        if (rejection.code() != null) {
            error.put("code", rejection.code());
        }
        return Json.object().set("error", error);
    }

    private static ObjectNode mistral(Rejection rejection) {
        if (rejection.status() == 401) {
            return Json.object().put("detail", "Invalid API Key");
        }
        ObjectNode body = Json.object().put("object", "error");
        if (rejection.status() == 422) {
            body.set("message", Json.parse(rejection.message()));
        } else {
            body.put("message", rejection.message());
        }
        return body.put("type", type(rejection)).put("param", rejection.param()).put("code", rejection.code());
    }

    private static ObjectNode google(Rejection rejection) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("code", rejection.status())
                .put("message", rejection.message())
                .put("status", rejection.status() == 429 ? "RESOURCE_EXHAUSTED" : "INVALID_ARGUMENT");
        return body;
    }

    private static String usualType(int status) {
        return status >= 500 ? SERVER : INVALID;
    }

    static Rejection failure(int status, String model, Errors errors) {
        if (errors == Errors.AZURE && status == 401) {
            return new Rejection(
                    401,
                    null,
                    "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid"
                            + " key for an active subscription and use a correct regional API endpoint for your"
                            + " resource.",
                    null,
                    "401");
        }
        if (errors == Errors.AZURE && status == 404) {
            return new Rejection(
                    404, null, "The API deployment for this resource does not exist.", null, "DeploymentNotFound");
        }
        return failure(status, model);
    }

    private static Rejection failure(int status, String model) {
        return switch (status) {
            case 400 -> new Rejection(400, INVALID, "The simulator was told to refuse this request.", null, null);
            case 401 -> wrongKey("sk-simulated-key");
            case 403 ->
                new Rejection(
                        403,
                        "request_forbidden",
                        "Country, region, or territory not supported",
                        null,
                        "unsupported_country_region_territory");
            case 404 -> unknownModel(model);
            case 408 -> new Rejection(408, SERVER, "Request timed out.", null, null);
            case 413 -> new Rejection(413, INVALID, "The request body is too large.", null, "request_too_large");
            case 429 ->
                new Rejection(
                        429,
                        "requests",
                        "Rate limit reached for " + model
                                + " on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s.",
                        null,
                        "rate_limit_exceeded");
            case 500 ->
                new Rejection(
                        500,
                        SERVER,
                        "The server had an error while processing your request. Sorry about that!",
                        null,
                        null);
            case 502 -> new Rejection(502, SERVER, "Bad gateway.", null, null);
            case 503, 529 ->
                new Rejection(
                        status, SERVER, "The engine is currently overloaded, please try again later.", null, null);
            case 504 -> new Rejection(504, SERVER, "The upstream request timed out.", null, null);
            default -> new Rejection(status, null, "The simulator answers with status " + status + ".", null, null);
        };
    }

    static Rejection unknownModel(String model) {
        return new Rejection(
                404,
                INVALID,
                "The model `" + model + "` does not exist or you do not have access to it.",
                null,
                "model_not_found");
    }

    static void checkKey(Head head, @Nullable String required, Errors errors) {
        if (required == null) {
            return;
        }
        String authorization = head.get("authorization");
        if (errors == Errors.AZURE) {
            if (!required.equals(head.get("api-key")) && !("Bearer " + required).equals(authorization)) {
                throw failure(401, "", errors);
            }
            return;
        }
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            throw new Rejection(
                    401,
                    INVALID,
                    "You didn't provide an API key. You need to provide your API key in an Authorization header"
                            + " using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
                    null,
                    null);
        }
        String key = authorization.substring("Bearer ".length());
        if (!key.equals(required)) {
            throw wrongKey(key);
        }
    }

    /** The real API tells the ends of the key: whoever passes its errors on passes those on, too. */
    private static Rejection wrongKey(String key) {
        String told = key.length() < 12 ? "***" : key.substring(0, 3) + "********" + key.substring(key.length() - 4);
        return new Rejection(
                401,
                INVALID,
                "Incorrect API key provided: " + told
                        + ". You can find your API key at https://platform.openai.com/account/api-keys.",
                null,
                "invalid_api_key");
    }
}
