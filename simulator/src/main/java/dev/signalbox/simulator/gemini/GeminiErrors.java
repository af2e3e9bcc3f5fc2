package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.dialect.Head;
import dev.signalbox.simulator.dialect.Json;
import dev.signalbox.simulator.dialect.Rejection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The errors of Google's APIs: {@code {"error":{"code","message","status","details"}}}. */
final class GeminiErrors {
    private static final String RPC = "type.googleapis.com/google.rpc.";
    private static final String BAD_KEY = "API_KEY_INVALID";

    private GeminiErrors() {}

    static ObjectNode body(Rejection rejection) {
        String status = rejection.type();
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error")
                .put("code", rejection.status())
                .put("message", rejection.message())
                .put("status", status == null ? usualStatus(rejection.status()) : status);
        ArrayNode details = error.arrayNode();
        if (rejection.code() != null) {
            detail(details, "ErrorInfo")
                    .put("reason", rejection.code())
                    .put("domain", "googleapis.com")
                    .putObject("metadata")
                    .put("service", "generativelanguage.googleapis.com");
            detail(details, "LocalizedMessage").put("locale", "en-US").put("message", rejection.message());
        }
        if (rejection.status() == 429) {
            quota(details, String.valueOf(rejection.param()));
            Duration wait = rejection.again().orElse(Duration.ofSeconds(1));
            detail(details, "RetryInfo").put("retryDelay", seconds(wait));
        } else if (rejection.param() != null) {
            detail(details, "BadRequest")
                    .putArray("fieldViolations")
                    .addObject()
                    .put("field", rejection.param())
                    .put("description", rejection.message());
        }
        if (!details.isEmpty()) {
            error.set("details", details);
        }
        return body;
    }

    private static void quota(ArrayNode details, String model) {
        detail(details, "Help")
                .putArray("links")
                .addObject()
                .put("description", "Learn more about Gemini API quotas")
                .put("url", "https://ai.google.dev/gemini-api/docs/rate-limits");
        detail(details, "QuotaFailure")
                .putArray("violations")
                .addObject()
                .put("quotaMetric", "generativelanguage.googleapis.com/generate_content_paid_tier_input_token_count")
                .put("quotaId", "GenerateContentPaidTierInputTokensPerModelPerMinute")
                .put("quotaValue", "1000000")
                .putObject("quotaDimensions")
                .put("model", model)
                .put("location", "global");
    }

    private static ObjectNode detail(ArrayNode details, String type) {
        return details.addObject().put("@type", RPC + type);
    }

    private static String seconds(Duration wait) {
        String millis = wait.toMillisPart() == 0 ? "" : ".%03d".formatted(wait.toMillisPart());
        return wait.toSeconds() + millis + "s";
    }

    private static String usualStatus(int status) {
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 409 -> "ABORTED";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 499 -> "CANCELLED";
            case 501 -> "UNIMPLEMENTED";
            case 502, 503, 529 -> "UNAVAILABLE";
            case 408, 504 -> "DEADLINE_EXCEEDED";
            default -> status >= 500 ? "INTERNAL" : "INVALID_ARGUMENT";
        };
    }

    static Rejection failure(int status, String model) {
        String message = switch (status) {
            case 400 -> "The simulator was told to refuse this request.";
            case 401 ->
                "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or"
                        + " other valid authentication credential.";
            case 403 -> "The caller does not have permission";
            case 404 ->
                "models/" + model + " is not found for API version v1beta, or is not supported for generateContent."
                        + " Call ModelService.ListModels to see the list of available models and their supported methods.";
            case 408, 504 -> "The request timed out. Please try again.";
            case 413 -> "Request payload size exceeds the limit: 20971520 bytes.";
            case 429 -> "You exceeded your current quota, please check your plan and billing details.";
            case 500 -> "An internal error has occurred. Please retry.";
            case 502, 503 -> "The model is overloaded. Please try again later.";
            default -> "The simulator answers with status " + status + ".";
        };
        String param = status == 429 ? model : null; // names whose quota it is
        return new Rejection(status, null, message, param, null);
    }

    /** An API key, in its header or in the address. */
    static void checkKey(Head head, @Nullable String required) {
        String told = head.get("x-goog-api-key");
        String key = told == null ? head.parameter("key") : told;
        if (required == null) {
            return;
        }
        if (key == null) {
            throw new Rejection(
                    403,
                    null,
                    "Method doesn't allow unregistered callers (callers without established identity). Please use API"
                            + " Key or other form of API consumer identity to call this API.",
                    null,
                    null);
        }
        if (!key.equals(required)) {
            throw new Rejection(400, null, "API key not valid. Please pass a valid API key.", null, BAD_KEY);
        }
    }

    /** A bearer token, as the Google Cloud wants it. */
    static void checkToken(Head head, @Nullable String required) {
        if (required != null && !("Bearer " + required).equals(head.get("authorization"))) {
            throw failure(401, "");
        }
    }
}
