package dev.signalbox.server.boot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a hostile caller sends is a clear refusal in its own dialect; afterwards the gateway is as before. */
class HostileInputTest {
    private static TestGateway road;
    private static HttpClient client;

    /** One way in: where a request goes, and a sound body of it. */
    record Door(String path, String sound) {
        /** Google's callers name the model in the path. */
        boolean namesTheModelInItsPath() {
            return path.startsWith("/v1beta");
        }

        String turn() {
            return namesTheModelInItsPath()
                    ? "{\"role\":\"user\",\"parts\":[{\"text\":\"hello\"}]}"
                    : "{\"role\":\"user\",\"content\":\"hello\"}";
        }

        @Override
        public String toString() {
            return path;
        }
    }

    private static final String OPENAI =
            "{\"model\":\"MODEL\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    private static final String ANTHROPIC =
            "{\"model\":\"MODEL\",\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    private static final String RESPONSES =
            "{\"model\":\"MODEL\",\"input\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    private static final String GEMINI = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hello\"}]}]}";

    @BeforeAll
    static void start() {
        road = TestGateway.plain();
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.shutdownNow();
        road.close();
    }

    static Stream<Door> doors() {
        return Stream.of("gpt", "claude", "gemini")
                .flatMap(model -> Stream.of(
                        new Door("/v1/chat/completions", OPENAI.replace("MODEL", model)),
                        new Door("/v1/messages", ANTHROPIC.replace("MODEL", model)),
                        new Door("/v1/responses", RESPONSES.replace("MODEL", model)),
                        new Door("/v1beta/models/" + model + ":generateContent", GEMINI)));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void whatIsNoJsonObjectIsRefused(Door door) throws Exception {
        List<byte[]> bodies = new ArrayList<>();
        for (String text : List.of(
                "",
                " ",
                "hello",
                "[]",
                "null",
                "\"text\"",
                "1",
                "{",
                "{\"model\"",
                "{\"model\":}",
                "{'model':'gpt'}",
                "{\"model\":\"gpt\"}}",
                "{\"model\":NaN}",
                "{\"model\":\"gpt\",}",
                "\u0000",
                "{\"a\":1}\u0000")) {
            bodies.add(text.getBytes(UTF_8));
        }
        bodies.add(door.sound.getBytes(UTF_16));
        bodies.add(door.sound.replace("hello", "h\u00e4llo").getBytes(ISO_8859_1));
        bodies.add(cutInsideOfACharacter(door.sound));
        for (byte[] body : bodies) {
            refused(door, body);
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void everyFieldOfAWrongTypeIsRefusedOrHarmless(Door door) throws Exception {
        for (String wrong :
                List.of("17", "-1", "1e400", "true", "{}", "[]", "\"x\"", "[[[]]]", "{\"a\":{\"b\":[null]}}")) {
            for (String field : List.of(
                    "model",
                    "messages",
                    "max_tokens",
                    "stream",
                    "tools",
                    "tool_choice",
                    "temperature",
                    "top_p",
                    "stop",
                    "stop_sequences",
                    "system",
                    "thinking",
                    "metadata",
                    "stream_options",
                    "response_format",
                    "n",
                    "reasoning_effort",
                    "output_config",
                    "input",
                    "instructions",
                    "text",
                    "reasoning",
                    "contents",
                    "generationConfig",
                    "systemInstruction",
                    "toolConfig",
                    "max_completion_tokens",
                    "user",
                    "logit_bias")) {
                Json.Obj body = JsonCodec.readObject(door.sound.getBytes(UTF_8))
                        .with(field, JsonCodec.read(wrong.getBytes(UTF_8)));
                HttpResponse<String> answer = send(door, JsonCodec.write(body));
                assertThat(answer.statusCode())
                        .as("%s: %s -> %s", field, wrong, answer.body())
                        .isIn(200, 400, 404, 422);
                if (answer.statusCode() != 200) {
                    assertTold(answer);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aFieldThatIsThereTwiceIsRefused(Door door) throws Exception {
        String first = door.namesTheModelInItsPath() ? "{\"contents\":[]," : "{\"model\":\"other\",";
        refused(door, door.sound.replaceFirst("\\{", first).getBytes(UTF_8));
        refused(
                door,
                door.sound
                        .replace("\"role\":\"user\"", "\"role\":\"user\",\"role\":\"system\"")
                        .getBytes(UTF_8));
    }

    /** Nothing is known of a model yet when such a body is refused, so one of each dialect is enough. */
    static Stream<Door> dialects() {
        return doors().limit(4);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void endlessNestingIsRefusedAndNothingOfItIsKept(Door door) throws Exception {
        byte[] nested = new byte[50 * 1024 * 1024];
        java.util.Arrays.fill(nested, (byte) '[');
        refused(door, nested);
        byte[] prefix = door.sound.replace("\"hello\"", "").split("}]}", -1)[0].getBytes(UTF_8);
        System.arraycopy(prefix, 0, nested, 0, prefix.length);
        refused(door, nested);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aResultOfAToolThatNobodyCalledIsRefused(Door door) throws Exception {
        String result = door.namesTheModelInItsPath()
                ? "{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"name\":\"tool\",\"response\":{\"output\":42}}}]}"
                : door.path.endsWith("responses")
                        ? "{\"type\":\"function_call_output\",\"call_id\":\"call_1\",\"output\":\"42\"}"
                        : door.path.endsWith("completions")
                                ? "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"42\"}"
                                : "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_1\",\"content\":\"42\"}]}";
        String sound = door.sound.replace(door.turn(), result);
        HttpResponse<String> answer = send(door, sound.getBytes(UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertTold(answer);
        assertThat(answer.body()).containsPattern("(?i)tool|function");
    }

    @ParameterizedTest
    @MethodSource("doors")
    void oddTextIsCarriedOrRefused(Door door) throws Exception {
        for (String text :
                List.of("\\ud800", "\\udc00\\ud800", "\\u0000", "\\u001b[31m", "\\ufeff", "x".repeat(1 << 20))) {
            HttpResponse<String> answer =
                    send(door, door.sound.replace("hello", text).getBytes(UTF_8));
            assertThat(answer.statusCode())
                    .as(text.substring(0, Math.min(20, text.length())))
                    .isIn(200, 400);
        }
        if (door.namesTheModelInItsPath()) {
            return;
        }
        refusedAs(
                404,
                door,
                door.sound
                        .replaceFirst("\"model\":\"[a-z]+\"", "\"model\":\"" + "m".repeat(1 << 20) + "\"")
                        .getBytes(UTF_8));
        refusedAs(
                404,
                door,
                door.sound
                        .replaceFirst("\"model\":\"[a-z]+\"", "\"model\":\"a\\\\r\\\\nx-evil: 1\"")
                        .getBytes(UTF_8));
    }

    @Test
    void afterAllThatNothingRunsAndNothingIsHeld() throws Exception {
        for (Door door : doors().toList()) {
            assertThat(send(door, door.sound.getBytes(UTF_8)).statusCode()).isEqualTo(200);
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (gauge("signalbox_http_body_bytes") > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(gauge("signalbox_http_body_bytes")).isZero();
        assertThat(gauge("signalbox_http_requests_running")).isLessThanOrEqualTo(1);
    }

    private static double gauge(String name) {
        return road.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] cutInsideOfACharacter(String sound) {
        byte[] body = sound.replace("hello", "h\u00e4").getBytes(UTF_8);
        for (int i = 0; i < body.length; i++) {
            if (body[i] == (byte) 0xa4) {
                body[i] = '"';
            }
        }
        return body;
    }

    private static void refused(Door door, byte[] body) throws Exception {
        refusedAs(400, door, body);
    }

    private static void refusedAs(int status, Door door, byte[] body) throws Exception {
        long before = road.simulator.stats().requests();
        HttpResponse<String> answer = send(door, body);
        String shown = new String(body, 0, Math.min(60, body.length), ISO_8859_1);
        assertThat(answer.statusCode()).as("%s -> %s", shown, answer.body()).isEqualTo(status);
        assertTold(answer);
        assertThat(road.simulator.stats().requests()).isEqualTo(before);
    }

    private static void assertTold(HttpResponse<String> answer) throws Exception {
        Json.Obj told = JsonCodec.readObject(answer.body().getBytes(UTF_8));
        assertThat(told.object("error").orElseThrow().text("message").orElseThrow())
                .isNotBlank();
        assertThat(answer.body().length()).isLessThan(4096);
    }

    private static HttpResponse<String> send(Door door, byte[] body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(road.uri(door.path))
                        .header("content-type", "application/json")
                        .header("authorization", "Bearer " + TestGateway.KEY)
                        .timeout(Duration.ofMinutes(2))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
