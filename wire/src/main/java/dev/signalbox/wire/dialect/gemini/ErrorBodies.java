package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.model.WireError.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Errors for callers of this dialect: {@code {"error": {"code", "message", "status", "details"}}}.
 *
 * <p>The details are of Google's own types: {@code ErrorInfo} with our code and who failed, {@code BadRequest} with the field
 * at fault, {@code RequestInfo} with the id of the request.
 *
 * @see <a href="https://google.aip.dev/193">AIP-193</a>
 */
final class ErrorBodies {
    private static final String TYPE = "type.googleapis.com/google.rpc.";

    private ErrorBodies() {}

    static int status(WireError error) {
        return error.kind().status();
    }

    static Json.Obj write(WireError error) {
        Json.Obj inner = Json.object(f -> f.put("code", status(error))
                .put("message", error.message())
                .put("status", word(error.kind()))
                .put("details", Json.array(details(error))));
        return Json.object(f -> f.put("error", inner));
    }

    private static List<Json> details(WireError error) {
        List<Json> details = new ArrayList<>();
        String reason = error.code().orElse(error.kind().name()).toUpperCase(Locale.ROOT);
        details.add(detail(
                "ErrorInfo",
                f -> f.put("reason", reason).put("domain", "signalbox").put("metadata", metadata(error))));
        error.param()
                .ifPresent(field -> details.add(detail("BadRequest", f -> {
                    Json.Obj violation = Json.object(v -> v.put("field", field).put("description", error.message()));
                    f.put("fieldViolations", Json.array(List.of(violation)));
                })));
        error.requestId().ifPresent(id -> details.add(detail("RequestInfo", f -> f.put("requestId", id))));
        return details;
    }

    private static Json.Obj metadata(WireError error) {
        return Json.object(f -> f.put("source", error.source().name().toLowerCase(Locale.ROOT))
                .maybe("provider", error.provider().map(Json::text))
                .maybe("providerRequestId", error.providerRequestId().map(Json::text))
                .maybe("providerStatus", error.type().map(Json::text)));
    }

    private static Json.Obj detail(String type, Consumer<Json.Fields> fields) {
        return Json.object(f -> {
            f.put("@type", TYPE + type);
            fields.accept(f);
        });
    }

    /** The word that belongs to the kind; callers of Google's clients look at it and at the status. */
    private static String word(Kind kind) {
        return switch (kind) {
            case BAD_REQUEST, TOO_LARGE, HEADERS_TOO_LARGE, UNSUPPORTED_ENCODING, UNPROCESSABLE -> "INVALID_ARGUMENT";
            case METHOD_NOT_ALLOWED -> "UNIMPLEMENTED";
            case AUTHENTICATION -> "UNAUTHENTICATED";
            case BILLING -> "FAILED_PRECONDITION";
            case FORBIDDEN -> "PERMISSION_DENIED";
            case NOT_FOUND, GONE -> "NOT_FOUND";
            case CONFLICT -> "ABORTED";
            case RATE_LIMIT, QUOTA -> "RESOURCE_EXHAUSTED";
            case CALLER_GONE -> "CANCELLED";
            case INTERNAL -> "INTERNAL";
            case BAD_GATEWAY, UNAVAILABLE, OVERLOADED -> "UNAVAILABLE";
            case REQUEST_TIMEOUT, TIMEOUT -> "DEADLINE_EXCEEDED";
        };
    }
}
