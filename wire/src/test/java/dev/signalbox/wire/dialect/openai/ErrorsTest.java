package dev.signalbox.wire.dialect.openai;

import static dev.signalbox.wire.dialect.openai.Shapes.bytes;
import static dev.signalbox.wire.dialect.openai.Shapes.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.model.WireError.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorsTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void writesEveryKindInTheEnvelope(Kind kind) {
        WireError error = WireError.gateway(kind, "some_code", "words");
        assertThat(OpenAi.caller().status(error)).isEqualTo(kind.status());
        Json.Obj inner = json(OpenAi.caller().write(error)).object("error").orElseThrow();
        assertThat(inner.fields()).containsOnlyKeys("message", "type", "param", "code", "source");
        assertThat(inner.text("type")).isPresent();
        assertThat(inner.text("code")).contains("some_code");
        assertThat(inner.text("source")).contains("gateway");
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST,400,invalid_request_error,bad_request",
        "NOT_FOUND,404,invalid_request_error,model_not_found",
        "GONE,410,invalid_request_error,model_retired",
        "TOO_LARGE,413,invalid_request_error,request_too_large",
        "RATE_LIMIT,429,rate_limit_error,rate_limit_exceeded",
        "QUOTA,429,insufficient_quota,quota_exceeded",
        "OVERLOADED,503,server_error,overloaded",
        "TIMEOUT,504,timeout_error,upstream_timeout",
    })
    void hasAStatusATypeAndACodeForErrorsWithoutACode(Kind kind, int status, String type, String code) {
        WireError error = provider(kind, "words");
        Json.Obj inner = json(OpenAi.caller().write(error)).object("error").orElseThrow();
        assertThat(OpenAi.caller().status(error)).isEqualTo(status);
        assertThat(inner.text("type")).contains(type);
        assertThat(inner.text("code")).contains(code);
        assertThat(inner.text("source")).contains("provider");
    }

    @Test
    void namesTheProviderAndBothRequests() {
        WireError error = provider(Kind.RATE_LIMIT, "slow down")
                .fromProvider("openai-main", Optional.of("req_9"))
                .withRequestId("r1");
        assertThat(json(OpenAi.caller().write(error)))
                .isEqualTo(json("{\"error\":{\"message\":\"slow down\",\"type\":\"rate_limit_error\",\"param\":null,"
                        + "\"code\":\"rate_limit_exceeded\",\"source\":\"provider\",\"provider\":\"openai-main\","
                        + "\"provider_request_id\":\"req_9\",\"request_id\":\"r1\"}}"));
    }

    @Test
    void neverTellsACallerThatOurCredentialIsHis() {
        WireError error = OpenAi.provider()
                .readError(
                        401,
                        bytes(
                                "{\"error\":{\"message\":\"Incorrect API key provided: sk-canary\",\"code\":\"invalid_api_key\"}}"));
        assertThat(error.kind()).isEqualTo(Kind.AUTHENTICATION);
        assertThat(OpenAi.caller().status(error)).isEqualTo(502);
        String body = Shapes.text(OpenAi.caller().write(error));
        assertThat(body)
                .contains("provider_auth_error")
                .doesNotContain("sk-canary")
                .doesNotContain("invalid_api_key");
        WireError own = WireError.gateway(Kind.AUTHENTICATION, "invalid_api_key", "unknown key");
        assertThat(OpenAi.caller().status(own)).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\":{\"message\":\"m\",\"type\":\"invalid_request_error\",\"param\":\"p\",\"code\":\"c\"}} | BAD_REQUEST | m | c | p",
                "400 | {\"error\":{\"message\":\"maximum context length is 8192\",\"code\":null}} | BAD_REQUEST | maximum context length is 8192 | context_length_exceeded |",
                "429 | {\"error\":{\"message\":\"m\",\"type\":\"insufficient_quota\"}} | QUOTA | m | |",
                "429 | {\"error\":{\"message\":\"m\",\"code\":\"rate_limit_exceeded\"}} | RATE_LIMIT | m | rate_limit_exceeded |",
                "404 | {\"error\":\"model not found\"} | NOT_FOUND | model not found | |",
                "401 | {\"detail\":\"Invalid API Key\"} | AUTHENTICATION | Invalid API Key | |",
                "422 | {\"object\":\"error\",\"message\":\"m\",\"code\":3280} | UNPROCESSABLE | m | |",
                "500 | {} | INTERNAL | {} | |",
                "502 | <html>Bad Gateway</html> | BAD_GATEWAY | <html>Bad Gateway</html> | |",
                "503 | [] | UNAVAILABLE | [] | |",
                "529 | {\"error\":{\"message\":\"busy\"}} | OVERLOADED | busy | |",
                "418 | {\"message\":\"teapot\"} | BAD_REQUEST | teapot | |",
                "599 | x | BAD_GATEWAY | x | |"
            })
    void readsWhateverAProviderAnswers(int status, String body, Kind kind, String message, String code, String param) {
        WireError error = OpenAi.provider().readError(status, bytes(body));
        assertThat(error.kind()).isEqualTo(kind);
        assertThat(error.message()).isEqualTo(message);
        assertThat(error.code()).isEqualTo(Optional.ofNullable(code));
        assertThat(error.param()).isEqualTo(Optional.ofNullable(param));
        assertThat(error.source()).isEqualTo(WireError.Source.PROVIDER);
    }

    @Test
    void saysSomethingWhereTheProviderSaysNothing() {
        assertThat(OpenAi.provider().readError(500, new byte[0]).message())
                .isEqualTo("the provider answered 500 without words");
        assertThat(OpenAi.provider().readError(500, bytes("x".repeat(100_000))).message())
                .hasSizeLessThan(3000);
    }

    @Test
    void findsTheErrorInAnArray() {
        WireError error =
                OpenAi.provider().readError(400, bytes("[{\"error\":{\"code\":400,\"message\":\"no such field\"}}]"));
        assertThat(error.message()).isEqualTo("no such field");
        assertThat(error.kind()).isEqualTo(Kind.BAD_REQUEST);
    }

    private static WireError provider(Kind kind, String message) {
        return new WireError(
                kind,
                message,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                WireError.Source.PROVIDER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
