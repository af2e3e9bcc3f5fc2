package dev.signalbox.wire.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.model.WireError.Kind;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallerErrorTest {
    /** Google's statuses for its words; where HTTP has a word of its own that Google has not, the nearest stands. */
    private static final Map<Kind, String> WORDS = Map.ofEntries(
            Map.entry(Kind.BAD_REQUEST, "400 INVALID_ARGUMENT"),
            Map.entry(Kind.AUTHENTICATION, "401 UNAUTHENTICATED"),
            Map.entry(Kind.BILLING, "402 FAILED_PRECONDITION"),
            Map.entry(Kind.FORBIDDEN, "403 PERMISSION_DENIED"),
            Map.entry(Kind.NOT_FOUND, "404 NOT_FOUND"),
            Map.entry(Kind.METHOD_NOT_ALLOWED, "405 UNIMPLEMENTED"),
            Map.entry(Kind.UNSUPPORTED_ENCODING, "415 INVALID_ARGUMENT"),
            Map.entry(Kind.HEADERS_TOO_LARGE, "431 INVALID_ARGUMENT"),
            Map.entry(Kind.REQUEST_TIMEOUT, "408 DEADLINE_EXCEEDED"),
            Map.entry(Kind.CONFLICT, "409 ABORTED"),
            Map.entry(Kind.GONE, "410 NOT_FOUND"),
            Map.entry(Kind.TOO_LARGE, "413 INVALID_ARGUMENT"),
            Map.entry(Kind.UNPROCESSABLE, "422 INVALID_ARGUMENT"),
            Map.entry(Kind.RATE_LIMIT, "429 RESOURCE_EXHAUSTED"),
            Map.entry(Kind.QUOTA, "429 RESOURCE_EXHAUSTED"),
            Map.entry(Kind.CALLER_GONE, "499 CANCELLED"),
            Map.entry(Kind.INTERNAL, "500 INTERNAL"),
            Map.entry(Kind.BAD_GATEWAY, "502 UNAVAILABLE"),
            Map.entry(Kind.UNAVAILABLE, "503 UNAVAILABLE"),
            Map.entry(Kind.TIMEOUT, "504 DEADLINE_EXCEEDED"),
            Map.entry(Kind.OVERLOADED, "503 UNAVAILABLE"));

    private static Json.Obj written(WireError error) {
        return CallerShapes.json(Gemini.caller().write(error)).object("error").orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindHasItsStatusAndWord(Kind kind) {
        WireError error = WireError.gateway(kind, "code", "what went wrong");
        Json.Obj told = written(error);
        assertThat(Gemini.caller().status(error) + " " + told.text("status").orElseThrow())
                .isEqualTo(WORDS.get(kind));
        assertThat(told.whole("code")).hasValue(Gemini.caller().status(error));
        assertThat(told.text("message")).contains("what went wrong");
    }

    @Test
    void theDetailsSayWhoFailedAndWhere() {
        WireError error = WireError.gateway(Kind.BAD_REQUEST, "invalid_request", "contents: missing")
                .withParam("contents")
                .withRequestId("req_1");
        assertThat(CallerShapes.text(Json.array(written(error).items("details"))))
                .isEqualTo("[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"INVALID_REQUEST\","
                        + "\"domain\":\"signalbox\",\"metadata\":{\"source\":\"gateway\"}},"
                        + "{\"@type\":\"type.googleapis.com/google.rpc.BadRequest\",\"fieldViolations\":"
                        + "[{\"field\":\"contents\",\"description\":\"contents: missing\"}]},"
                        + "{\"@type\":\"type.googleapis.com/google.rpc.RequestInfo\",\"requestId\":\"req_1\"}]");
    }

    @Test
    void aFailureOfAProviderNamesIt() {
        WireError error = WireError.gateway(Kind.RATE_LIMIT, "rate_limit_exceeded", "slower")
                .fromProvider("claude", Optional.of("req_theirs"));
        assertThat(CallerShapes.text(written(error)))
                .contains("\"source\":\"provider\"", "\"provider\":\"claude\"", "\"providerRequestId\":\"req_theirs\"");
    }
}
