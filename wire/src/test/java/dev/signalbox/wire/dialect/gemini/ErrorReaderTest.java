package dev.signalbox.wire.dialect.gemini;

import static dev.signalbox.wire.dialect.gemini.ProviderShapes.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.model.WireError.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Google's errors. */
class ErrorReaderTest {
    private static String error(int code, String status, String message, String details) {
        return "{\"error\":{\"code\":%d,\"message\":\"%s\",\"status\":\"%s\",\"details\":[%s]}}"
                .formatted(code, message, status, details);
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_ARGUMENT, BAD_REQUEST",
        "401, UNAUTHENTICATED, AUTHENTICATION",
        "403, PERMISSION_DENIED, FORBIDDEN",
        "404, NOT_FOUND, NOT_FOUND",
        "429, RESOURCE_EXHAUSTED, RATE_LIMIT",
        "500, INTERNAL, INTERNAL",
        "503, UNAVAILABLE, UNAVAILABLE",
        "504, DEADLINE_EXCEEDED, TIMEOUT"
    })
    void understandsTheStatus(int status, String word, Kind kind) {
        WireError read = ErrorReader.read(status, bytes(error(status, word, "No.", "")));
        assertThat(read.kind()).isEqualTo(kind);
        assertThat(read.message()).isEqualTo("No.");
        assertThat(read.type()).contains(word);
        WireError inArray = ErrorReader.read(status, bytes("[" + error(status, word, "No.", "") + "\n]"));
        assertThat(inArray).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"17s, 17000", "1.5s, 1500", "48.939935699s, 48939", "0s, 0", "0.250s, 250"})
    void tellsWhenToComeBack(String delay, long milliseconds) {
        String body = error(429, "RESOURCE_EXHAUSTED", "Slow down.", """
                {"@type":"type.googleapis.com/google.rpc.Help"},
                {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"%s"}""".formatted(delay));
        assertThat(Gemini.provider().retryAfter(bytes(body)).map(Duration::toMillis))
                .contains(milliseconds);
        assertThat(Gemini.provider().retryAfter(bytes("[" + body + "]")).map(Duration::toMillis))
                .contains(milliseconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "17", "-1s", "1e9s", "s", "99999999999999s", "1m", "1.2.3s"})
    void doesNotGuessWhenToComeBack(String delay) {
        String detail = "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"" + delay + "\"}";
        assertThat(Gemini.provider().retryAfter(bytes(error(429, "RESOURCE_EXHAUSTED", "x", detail))))
                .isEmpty();
    }

    @Test
    void tellsASpentQuotaFromHaste() {
        String detail = "{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":[{\"quotaId\":"
                + "\"GenerateRequestsPerDayPerProjectPerModel-FreeTier\"}]}";
        assertThat(ErrorReader.read(429, bytes(error(429, "RESOURCE_EXHAUSTED", "x", detail)))
                        .kind())
                .isEqualTo(Kind.QUOTA);
        assertThat(ErrorReader.read(
                                429,
                                bytes(error(429, "RESOURCE_EXHAUSTED", "x", detail.replace("PerDay", "PerMinute"))))
                        .kind())
                .isEqualTo(Kind.RATE_LIMIT);
    }

    @Test
    void takesA400ForAWrongKeyWhereItIsOne() {
        String detail = "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"API_KEY_INVALID\"}";
        assertThat(ErrorReader.read(400, bytes(error(400, "INVALID_ARGUMENT", "API key not valid.", detail)))
                        .kind())
                .isEqualTo(Kind.AUTHENTICATION);
    }

    @Test
    void neverRepeatsAKey() {
        String key = "AIza" + "SyA1234567890abcdefghijklmnopqrstuv";
        WireError read = ErrorReader.read(
                403,
                bytes(error(
                        403, "PERMISSION_DENIED", "Consumer 'api_key:" + key + "' has been suspended. " + key, "")));
        assertThat(read.message()).doesNotContain(key).contains("has been suspended");
        assertThat(ErrorReader.read(500, bytes("<p>" + key + "</p>")).message()).doesNotContain(key);
    }

    @Test
    void knowsAPromptThatIsTooLong() {
        assertThat(ErrorReader.read(
                                400,
                                bytes(error(
                                        400,
                                        "INVALID_ARGUMENT",
                                        "The input token count (1250074) exceeds the"
                                                + " maximum number of tokens allowed (1048576).",
                                        "")))
                        .code())
                .contains("context_length_exceeded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>gone</html>", "[]", "{}", "{\"error\":\"no\"}", "null", "{\"error\":{\"message\":7}}"
            })
    void alwaysSaysSomething(String body) {
        WireError read = ErrorReader.read(502, bytes(body));
        assertThat(read.message()).isNotBlank();
        assertThat(read.kind()).isEqualTo(Kind.BAD_GATEWAY);
    }
}
