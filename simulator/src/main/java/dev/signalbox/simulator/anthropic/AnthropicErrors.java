package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.dialect.Head;
import dev.signalbox.simulator.dialect.Json;
import dev.signalbox.simulator.dialect.Rejection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The errors of the Anthropic API: {@code {"type":"error","error":{"type","message"},"request_id"}}. */
final class AnthropicErrors {
    private AnthropicErrors() {}

    /** The body without the request id, as it stands in an error event of a stream. */
    static ObjectNode body(Rejection rejection) {
        String type = rejection.type();
        ObjectNode body = Json.object().put("type", "error");
        body.putObject("error")
                .put("type", type == null ? usualType(rejection.status()) : type)
                .put("message", rejection.message());
        return body;
    }

    private static String usualType(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 408, 504 -> "timeout_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 529 -> "overloaded_error";
            default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    }

    static Rejection failure(int status, String model) {
        String message = switch (status) {
            case 400 -> "The simulator was told to refuse this request.";
            case 401 -> "invalid x-api-key";
            case 403 -> "Your API key does not have permission to use the specified resource.";
            case 404 -> "model: " + model;
            case 408, 504 -> "Request timed out";
            case 413 -> "Request exceeds the maximum size";
            case 429 -> "This request would exceed your organization's rate limit of 50 requests per minute.";
            case 500 -> "Internal server error";
            case 502 -> "Bad gateway";
            case 503 -> "Service unavailable";
            case 529 -> "Overloaded";
            default -> "The simulator answers with status " + status + ".";
        };
        return new Rejection(status, null, message, null, null);
    }

    static void checkKey(Head head, @Nullable String required, boolean foundry) {
        if (required == null) {
            return;
        }
        String own = head.get("x-api-key");
        String key = own == null && foundry ? head.get("api-key") : own;
        String authorization = head.get("authorization");
        if (key == null && authorization == null) {
            throw new Rejection(401, null, "x-api-key header is required", null, null);
        }
        if (!required.equals(key) && !("Bearer " + required).equals(authorization)) {
            throw failure(401, "");
        }
    }
}
