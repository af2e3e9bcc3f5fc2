package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ApiException;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import dev.signalbox.server.boot.TestGateway;
import dev.signalbox.simulator.log.SimulatorStats;
import dev.signalbox.simulator.script.Pace;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Google's client when something fails, leaves, or speaks to the gateway without a client. */
class GoogleErrorsTest {
    @RegisterExtension
    static final OfficialClients clients = new OfficialClients();

    private static final GenerateContentConfig PLAIN =
            GenerateContentConfig.builder().build();
    private static final String HELLO = """
            {"contents": {"parts": {"text": "echo: one two three"}}}""";

    private static ApiException fails(Client client, String model, boolean streamed) {
        return catchThrowableOfType(
                ApiException.class,
                () -> Generated.ask(
                        client,
                        model,
                        List.of(Generated.user("echo: one two three four five six seven eight")),
                        PLAIN,
                        streamed));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400, Client",
        "401, 502, Server",
        "403, 502, Server",
        "404, 404, Client",
        "429, 429, Client",
        "500, 500, Server",
        "503, 503, Server",
        "504, 504, Server",
        "529, 503, Server"
    })
    void anErrorOfAProviderBecomesTheExceptionForIt(String fault, int status, String name) {
        clients.simulator().script(fault);
        for (String model : new String[] {"gpt", "claude"}) {
            for (boolean streamed : new boolean[] {false, true}) {
                ApiException e = fails(clients.google(), model, streamed);
                assertThat(e.getClass().getSimpleName()).as(model).isEqualTo(name + "Exception");
                assertThat(e.code()).as(model).isEqualTo(status);
                assertThat(e.message()).as(model).isNotEmpty();
            }
        }
    }

    @ParameterizedTest(name = "streamed: {0}")
    @ValueSource(booleans = {false, true})
    void aWrongKeyIsUnauthorized(boolean streamed) {
        ApiException e = fails(clients.google("sbx_nobody", 2), "gpt", streamed);
        assertThat(e.code()).isEqualTo(401);
        assertThat(e.getMessage()).doesNotContain("sbx_nobody");
        assertThat(fails(clients.google(TestGateway.OTHER_KEY, 0), "claude", streamed)
                        .code())
                .isEqualTo(403);
        assertThat(fails(clients.google(), "nothing/like-it", streamed).code()).isEqualTo(404);
        assertThat(clients.simulator().stats().requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude"})
    void anErrorInTheMiddleOfAStreamIsAnException(String model) {
        for (String fault : new String[] {"error:after=5,status=500", "cut:at=5", "garbage:after=5"}) {
            clients.simulator().clearFaults();
            clients.simulator().script(fault);
            assertThat(fails(clients.google(), model, true).code()).as(fault).isGreaterThanOrEqualTo(500);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude"})
    void theProviderIsReleasedWhenTheProgramLeaves(String model) {
        clients.simulator().pace(new Pace(Duration.ZERO, 200, 1));
        try {
            String id;
            try (ResponseStream<GenerateContentResponse> stream =
                    clients.google().models.generateContentStream(model, "words: 4000", PLAIN)) {
                Iterator<GenerateContentResponse> pieces = stream.iterator();
                id = new Generated(List.of(pieces.next())).header("x-signalbox-request-id");
                assertThat(pieces.next().text()).isNotEmpty();
            }
            SimulatorStats stats = clients.simulator().awaitStats(now -> now.aborted() == 1, Duration.ofSeconds(20));
            assertThat(stats.open()).isZero();
            Json.Obj entry = clients.entry(id);
            assertThat(entry.text("ended")).contains("caller_gone");
            assertThat(entry.text("usage_source")).contains("estimated");
        } finally {
            clients.simulator().pace(Pace.atOnce());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude"})
    void withoutServerSentEventsAStreamIsOneArray(String model) throws JsonProblem {
        HttpResponse<String> answer = clients.road().post("/v1beta/models/" + model + ":streamGenerateContent", HELLO);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("application/json");
        List<Json> pieces = array(answer.body());
        assertThat(pieces).hasSizeGreaterThan(2);
        assertThat(pieces.getLast().toString()).contains("finishReason", "usageMetadata");

        clients.simulator().script("cut:at=2");
        List<Json> broken = array(clients.road()
                .post("/v1beta/models/" + model + ":streamGenerateContent?alt=json", HELLO)
                .body());
        assertThat(broken.getLast())
                .isInstanceOfSatisfying(
                        Json.Obj.class, error -> assertThat(error.fields()).containsOnlyKeys("error"));
    }

    private static List<Json> array(String body) throws JsonProblem {
        return ((Json.Arr) JsonCodec.read(body.getBytes(StandardCharsets.UTF_8))).items();
    }

    @Test
    void refusalsAreInGooglesWords() throws JsonProblem {
        String path = "/v1beta/models/gpt:generateContent";
        refused(clients.road().post(path, "{}"), 400, "INVALID_ARGUMENT", "contents");
        refused(clients.road().post(path + "?alt=proto", HELLO), 400, "INVALID_ARGUMENT", "alt");
        refused(clients.road().post("/v1beta/nothing", HELLO), 404, "NOT_FOUND", "");
        refused(clients.road().get("/v1beta/models/nothing"), 404, "NOT_FOUND", "model");
        for (String query : new String[] {"?alt=%zz", "?key=%", "?%q=1"}) {
            assertThat(raw(path + query)).as(query).startsWith("HTTP/1.1 400 ").contains("INVALID_ARGUMENT");
        }
        HttpResponse<String> array = clients.road().post("/v1/models/gpt:streamGenerateContent", "{}");
        assertThat(array(array.body())).hasSize(1);
    }

    /** What comes back for an address that no client would send. */
    private static String raw(String target) {
        URI gateway = clients.road().uri("");
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            String head = "POST " + target + " HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\nContent-Length: "
                    + HELLO.length() + "\r\n\r\n" + HELLO;
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refused(HttpResponse<String> answer, int status, String word, String field) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        Json.Obj error = OfficialClients.read(answer.body()).object("error").orElseThrow();
        assertThat(error.whole("code")).hasValue(status);
        assertThat(error.text("status")).contains(word);
        assertThat(answer.body()).contains(field).contains("\"source\":\"gateway\"");
    }

    @Test
    void theKeyMayStandInTheQuery() {
        String path = "/v1/models/gpt:generateContent?key=" + TestGateway.KEY;
        HttpResponse<String> answer = clients.road().post(path, HELLO, "x-no-key", "none");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("one two three");
        assertThat(clients.received().bodyText()).doesNotContain(TestGateway.KEY);
        assertThat(clients.received().headers().toString()).doesNotContain(TestGateway.KEY);
        assertThat(clients.road().console.toString()).doesNotContain(TestGateway.KEY);
    }
}
