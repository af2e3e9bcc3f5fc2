package dev.signalbox.wire.dialect.anthropic;

import static dev.signalbox.wire.dialect.anthropic.Fixtures.bytes;
import static dev.signalbox.wire.dialect.anthropic.Fixtures.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.model.WireError.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTest {
    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, 400, invalid_request_error",
        "AUTHENTICATION, 401, authentication_error",
        "BILLING, 402, billing_error",
        "FORBIDDEN, 403, permission_error",
        "NOT_FOUND, 404, not_found_error",
        "REQUEST_TIMEOUT, 408, timeout_error",
        "CONFLICT, 409, invalid_request_error",
        "GONE, 410, not_found_error",
        "TOO_LARGE, 413, request_too_large",
        "UNPROCESSABLE, 422, invalid_request_error",
        "RATE_LIMIT, 429, rate_limit_error",
        "QUOTA, 429, rate_limit_error",
        "INTERNAL, 500, api_error",
        "BAD_GATEWAY, 502, api_error",
        "UNAVAILABLE, 503, overloaded_error",
        "TIMEOUT, 504, timeout_error",
        "OVERLOADED, 529, overloaded_error"
    })
    void tellsEachKindByItsStatusAndType(Kind kind, int status, String type) {
        WireError error = WireError.gateway(kind, "some_code", "What happened");
        assertThat(Anthropic.caller().status(error)).isEqualTo(status);
        assertThat(json(Anthropic.caller().write(error)).object("error").flatMap(e -> e.text("type")))
                .contains(type);
    }

    @Test
    void tellsWhoFailedAndUnderWhichIds() {
        WireError error = WireError.gateway(Kind.BAD_GATEWAY, "provider_auth_error", "The provider refused our key")
                .fromProvider("claude-main", Optional.of("req_9"))
                .withRequestId("sb_1");
        assertThat(json(Anthropic.caller().write(error))).isEqualTo(json("""
                {"type": "error",
                 "error": {"type": "api_error", "message": "The provider refused our key", "code": "provider_auth_error",
                   "source": "provider", "provider": "claude-main", "provider_request_id": "req_9"},
                 "request_id": "sb_1"}
                """));
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error, BAD_REQUEST",
        "401, authentication_error, AUTHENTICATION",
        "402, billing_error, BILLING",
        "403, permission_error, FORBIDDEN",
        "404, not_found_error, NOT_FOUND",
        "413, request_too_large, TOO_LARGE",
        "429, rate_limit_error, RATE_LIMIT",
        "500, api_error, INTERNAL",
        "504, timeout_error, TIMEOUT",
        "529, overloaded_error, OVERLOADED",
        "529, type_of_tomorrow, OVERLOADED",
        "503, type_of_tomorrow, UNAVAILABLE",
        "502, api_error, BAD_GATEWAY",
        "503, api_error, UNAVAILABLE",
        "503, overloaded_error, OVERLOADED",
        "429, api_error, RATE_LIMIT",
        "418, type_of_tomorrow, BAD_REQUEST",
        "599, type_of_tomorrow, BAD_GATEWAY"
    })
    void readsWhatAProviderSays(int status, String type, Kind kind) {
        WireError error = Anthropic.provider()
                .readError(
                        status,
                        bytes("{\"type\":\"error\",\"error\":{\"type\":\"" + type
                                + "\",\"message\":\"No\"},\"request_id\":\"req_1\"}"));
        assertThat(error.kind()).isEqualTo(kind);
        assertThat(error.message()).isEqualTo("No");
        assertThat(error.type()).contains(type);
        assertThat(error.source()).isEqualTo(WireError.Source.PROVIDER);
        assertThat(error.providerRequestId()).contains("req_1");
    }

    @Test
    void readsSomethingTrueFromAnyBody() {
        assertThat(Anthropic.provider().readError(502, bytes("")).message()).isEqualTo("status 502 without a body");
        assertThat(Anthropic.provider()
                        .readError(502, bytes("<html>Bad gateway</html>"))
                        .kind())
                .isEqualTo(Kind.BAD_GATEWAY);
        assertThat(Anthropic.provider()
                        .readError(429, bytes("{\"message\":\"slow\"}"))
                        .message())
                .isEqualTo("slow");
        assertThat(Anthropic.provider().readError(500, bytes("x".repeat(9_000))).message())
                .hasSizeLessThan(600);
    }

    @Test
    void knowsThatASpentAccountIsNotTheCallersFault() {
        WireError error = Anthropic.provider()
                .readError(
                        400,
                        bytes("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\","
                                + "\"message\":\"Your credit balance is too low to access the API.\"}}"));
        assertThat(error.kind()).isEqualTo(Kind.BILLING);
    }

    @Test
    void knowsAConversationThatIsTooLong() {
        WireError error = Anthropic.provider()
                .readError(
                        400,
                        bytes("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\","
                                + "\"message\":\"prompt is too long: 210000 tokens > 200000 maximum\"}}"));
        assertThat(error.code()).contains("context_length_exceeded");
    }
}
