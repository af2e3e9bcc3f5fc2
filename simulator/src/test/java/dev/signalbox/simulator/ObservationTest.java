package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.signalbox.simulator.log.Outcome;
import dev.signalbox.simulator.log.ReceivedRequest;
import dev.signalbox.simulator.script.Pace;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ObservationTest {
    private static final String WHOLE = """
            {"model":"m","messages":[{"role":"user","content":"hi"}]}""";

    private final Simulator simulator =
            Simulator.start(SimulatorOptions.defaults().withLog(3, 1 << 20).withMaxBodyBytes(5000));
    private final Client client = new Client(simulator);

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    /** The caller may have its answer before the log has it. */
    private void awaitRest() {
        simulator.awaitStats(stats -> stats.open() == 0, Duration.ofSeconds(30));
    }

    @Test
    void keepsTheBytesAndHeadersThatArrived() {
        client.openAi(WHOLE, "authorization", "Bearer secret-canary", "X-Odd", "1");
        awaitRest();
        ReceivedRequest request = simulator.requests().getLast();
        assertThat(request.bodyText()).isEqualTo(WHOLE);
        assertThat(request.header("Authorization")).contains("Bearer secret-canary");
        assertThat(request.header("x-odd")).contains("1");
        assertThat(request.path()).isEqualTo("/v1/chat/completions");
        assertThat(request.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(request.toString()).doesNotContain("canary");
    }

    @Test
    void theLogIsBoundedAndTheCountersAreNot() {
        for (int i = 0; i < 5; i++) {
            client.openAi(WHOLE);
        }
        awaitRest();
        assertThat(simulator.requests()).extracting(ReceivedRequest::number).containsExactly(3L, 4L, 5L);
        assertThat(simulator.stats().requests()).isEqualTo(5);
        assertThat(simulator.stats().byStatus()).containsEntry(200, 5L);
        simulator.reset();
        assertThat(simulator.requests()).isEmpty();
        assertThat(simulator.stats().requests()).isZero();
    }

    @Test
    void pathsMayHaveAPrefix() {
        assertThat(client.post("/east/v1/chat/completions", WHOLE).status()).isEqualTo(200);
        assertThat(client.post("/v1/unknown", WHOLE).status()).isEqualTo(404);
    }

    @Test
    void anotherProcessScriptsItAndLooksIntoIt() {
        Client.Answer scripted = client.post("/simulator/faults", "429:retry-after=1,times=1; 503:every=2");
        assertThat(scripted.json().at("/faults/0/rule").asString()).isEqualTo("429:retry-after=1000ms,times=1");
        client.openAi(WHOLE, "authorization", "Bearer secret-canary");
        awaitRest();
        JsonNode stats = client.get("/simulator/stats").json();
        assertThat(stats.path("requests").asInt()).isEqualTo(1);
        assertThat(stats.at("/byStatus/429").asInt()).isEqualTo(1);
        Client.Answer requests = client.get("/simulator/requests");
        assertThat(requests.json().at("/requests/0/outcome").asString()).isEqualTo("ANSWERED");
        assertThat(requests.body()).doesNotContain("canary").contains("sha256:");
        assertThat(client.get("/simulator/faults").json().at("/faults/0/hit").asInt())
                .isEqualTo(1);
        assertThat(client.delete("/simulator/faults").json().path("faults").size())
                .isZero();
        client.delete("/simulator/requests");
        assertThat(client.get("/simulator/stats").json().path("requests").asInt())
                .isZero();
    }

    @Test
    void aWrongScriptChangesNothing() {
        Client.Answer answer = client.post("/simulator/faults", "429; boom");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").asString()).startsWith("fault: boom (expected:");
        assertThat(simulator.faults()).isEmpty();
        assertThat(client.get("/simulator/nothing").status()).isEqualTo(404);
    }

    @Test
    void listsModelsInTheDialectOfTheCaller() {
        assertThat(client.get("/v1/models").json().at("/data/0/object").asString())
                .isEqualTo("model");
        assertThat(client.get("/v1/models/sim-small").json().path("id").asString())
                .isEqualTo("sim-small");
        assertThat(client.get("/v1/models/none").status()).isEqualTo(404);
        JsonNode list =
                client.get("/v1/models", "anthropic-version", "2023-06-01").json();
        assertThat(list.at("/data/0/type").asString()).isEqualTo("model");
        assertThat(list.path("has_more").booleanValue()).isFalse();
        assertThat(client.get("/healthz").status()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        Client.Answer answer = client.openAi(WHOLE.replace("hi", "x".repeat(6000)));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(client.openAi(WHOLE).status()).isEqualTo(200);
    }

    @Test
    void keepsToItsPace() {
        simulator.pace(new Pace(Duration.ofMillis(60), 100, 2));
        long before = System.nanoTime();
        Client.Answer answer = client.openAi("""
                {"model":"m","stream":true,"messages":[{"role":"user","content":"echo: 0123456789abcdef0123"}]}""");
        long took = System.nanoTime() - before;
        assertThat(Duration.ofNanos(took)).isBetween(Duration.ofMillis(95), Duration.ofSeconds(2));
        assertThat(answer.events()).hasSize(1 + 3 + 1);
        simulator.pace("fast", Pace.atOnce());
        Client.Answer whole = client.openAi(WHOLE, "x-simulator-pace", "ttft=0,tps=0");
        assertThat(whole.status()).isEqualTo(200);
    }

    @Test
    void noticesAClientThatLeavesInTheMiddleOfAStream() throws Exception {
        simulator.pace(Pace.of(Duration.ZERO, 20));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
            String body = """
                    {"model":"m","stream":true,"messages":[{"role":"user","content":"words: 500"}]}""";
            socket.getOutputStream()
                    .write(("POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: " + body.length()
                                    + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
        simulator.awaitStats(stats -> stats.aborted() == 1, Duration.ofSeconds(5));
        assertThat(simulator.requests().getLast().events()).isPositive();
    }

    @Test
    void waitingInVainTellsTheCounters() {
        assertThatIllegalStateException()
                .isThrownBy(() -> simulator.awaitStats(stats -> stats.aborted() > 0, Duration.ofMillis(20)))
                .withMessageContaining("aborted=0");
    }

    @Test
    void aPortInUseIsToldAtTheStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Simulator.start(SimulatorOptions.defaults().withPort(simulator.port())))
                .withMessageContaining("listen: 127.0.0.1:" + simulator.port());
    }
}
