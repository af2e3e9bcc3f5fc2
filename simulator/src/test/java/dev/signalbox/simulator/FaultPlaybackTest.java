package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.simulator.log.Outcome;
import dev.signalbox.simulator.log.ReceivedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fault looks like on the socket. */
class FaultPlaybackTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String STREAM = """
            {"model":"m","stream":true,"messages":[{"role":"user","content":"echo: 0123456789abcdef"}]}""";
    private static final String WHOLE = """
            {"model":"m","messages":[{"role":"user","content":"echo: 0123456789abcdef"}]}""";

    private final Simulator simulator =
            Simulator.start(SimulatorOptions.defaults().withPadding(false));
    private final Client client = new Client(simulator);

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    private Socket open(String body) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port());
        socket.setSoTimeout(5000);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-length: " + bytes.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return socket;
    }

    private String readToEnd(String body) throws IOException {
        try (Socket socket = open(body)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int count(String text, String what) {
        return text.split(what, -1).length - 1;
    }

    private ReceivedRequest last() {
        return simulator.requests().getLast();
    }

    @Test
    void cutsBeforeTheHead() throws IOException {
        simulator.script("cut:times=1");
        assertThat(readToEnd(STREAM)).isEmpty();
        assertThat(last().outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(last().status()).isZero();
    }

    @Test
    void cutsAfterTheHead() throws IOException {
        simulator.script("cut:at=after-head,times=1");
        assertThat(readToEnd(STREAM)).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\n");
    }

    @Test
    void cutsAfterSomeEventsWithoutAnEnd() throws IOException {
        simulator.script("cut:at=3,times=1");
        String sent = readToEnd(STREAM);
        assertThat(count(sent, "data: ")).isEqualTo(3);
        assertThat(sent).contains("4567").doesNotContain("[DONE]").doesNotEndWith("0\r\n\r\n");
        assertThat(last().events()).isEqualTo(3);
    }

    @Test
    void cutsAWholeAnswerInItsMiddle() throws IOException {
        simulator.script("cut:at=1,times=1");
        String sent = readToEnd(WHOLE);
        int length = Integer.parseInt(sent.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
        assertThat(sent.substring(sent.indexOf("\r\n\r\n") + 4)).hasSize(length / 2);
    }

    @Test
    void dropsWithAReset() throws IOException {
        simulator.script("drop:at=after-head,times=1");
        try (Socket socket = open(STREAM)) {
            assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"before-head", "after-head", "2"})
    void stallsAndNoticesThatTheClientLeaves(String at) throws IOException {
        simulator.script("stall:times=1,at=" + at);
        try (Socket socket = open(STREAM)) {
            simulator.awaitStats(stats -> stats.open() == 1 && stats.faulted() == 1, SOON);
            socket.setSoTimeout(150);
            assertThatThrownBy(() -> socket.getInputStream().readAllBytes()).isInstanceOf(SocketTimeoutException.class);
            assertThat(last().outcome()).isEqualTo(Outcome.OPEN);
        }
        simulator.awaitStats(stats -> stats.aborted() == 1 && stats.open() == 0, SOON);
        assertThat(last().outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(last().ended()).isPresent();
        simulator.awaitStats(stats -> stats.openConnections() == 0, SOON);
    }

    @Test
    void tellsAnErrorAsTheFirstEventOfAGoodStatus() {
        simulator.script("error:times=1,status=529");
        Client.Answer answer = client.anthropic("""
                {"model":"m","max_tokens":9,"stream":true,"messages":[{"role":"user","content":"hi"}]}""");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("event: error\n");
        assertThat(answer.events()).hasSize(1);
        assertThat(answer.events().getFirst().at("/error/type").asString()).isEqualTo("overloaded_error");
    }

    @Test
    void tellsAnErrorAfterSomeEvents() {
        simulator.script("error:times=1,after=2,status=500");
        Client.Answer answer = client.openAi(STREAM);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.events()).hasSize(3);
        assertThat(answer.events().getLast().at("/error/type").asString()).isEqualTo("server_error");
        assertThat(answer.body()).doesNotContain("[DONE]");
    }

    @Test
    void aWholeAnswerFailsWithTheStatusOfTheError() {
        simulator.script("error:times=1,status=529");
        assertThat(client.openAi(WHOLE).status()).isEqualTo(529);
    }

    @Test
    void dribblesEveryByteInAChunkOfItsOwn() throws IOException {
        simulator.script("dribble:delay=0ms,times=1");
        try (Socket socket = open(STREAM)) {
            InputStream in = socket.getInputStream();
            StringBuilder sent = new StringBuilder();
            while (sent.indexOf("\r\n0\r\n\r\n") < 0) {
                sent.append((char) in.read());
            }
            String body = sent.substring(sent.indexOf("\r\n\r\n") + 4);
            assertThat(body.replaceAll("1\r\n([\\x00-\\xff])\r\n", "$1")).contains("data: [DONE]");
        }
    }

    @Test
    void dribblesSlowly() {
        simulator.script("dribble:delay=1ms,bytes=20,times=1");
        long before = System.nanoTime();
        Client.Answer answer = client.openAi(WHOLE);
        assertThat(answer.json().path("object").asString()).isEqualTo("chat.completion");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(20));
    }

    @Test
    void sendsGarbage() {
        simulator.script("garbage:times=2,after=1");
        assertThat(client.openAi(WHOLE).body()).isEqualTo("{\"id\": <<<this is not JSON");
        Client.Answer stream = client.openAi(STREAM);
        assertThat(stream.body().split("\n\n")[1]).isEqualTo("data: {\"id\":\"chatcmpl-<<<not json");
        assertThat(stream.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void sendsAWrongContentType() {
        simulator.script("content-type:value=text/plain,times=1");
        Client.Answer answer = client.openAi(WHOLE);
        assertThat(answer.header("content-type")).isEqualTo("text/plain");
        assertThat(answer.json().path("object").asString()).isEqualTo("chat.completion");
    }

    @Test
    void sendsHeadersInPlaceOfTheUsualOnes() {
        simulator.script("headers:x-ratelimit-remaining-requests=0,x-extra=1");
        for (String body : List.of(WHOLE, STREAM)) {
            Client.Answer answer = client.openAi(body);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("x-ratelimit-remaining-requests")).isEqualTo("0");
            assertThat(answer.header("x-extra")).isEqualTo("1");
        }
    }

    @Test
    void sendsTheHeadLate() {
        simulator.script("slow-head:delay=150ms,times=1");
        long before = System.nanoTime();
        assertThat(client.openAi(WHOLE).status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(140));
    }

    @Test
    void sendsPagesAndEmptyBodiesAsProxiesDo() {
        simulator.script("502:body=html,times=1; 504:body=empty,times=1");
        Client.Answer page = client.openAi(WHOLE);
        assertThat(page.status()).isEqualTo(502);
        assertThat(page.header("content-type")).isEqualTo("text/html");
        assertThat(page.body()).startsWith("<html>");
        assertThat(client.openAi(WHOLE).body()).isEmpty();
    }

    @Test
    void tellsAFineWaitInMillisecondsToo() {
        simulator.script("429:retry-after=1500ms,code=insufficient_quota,times=1");
        Client.Answer answer = client.openAi(WHOLE);
        assertThat(answer.header("retry-after")).isEqualTo("2");
        assertThat(answer.header("retry-after-ms")).isEqualTo("1500");
        assertThat(answer.json().at("/error/type").asString()).isEqualTo("insufficient_quota");
    }

    @Test
    void aHeaderOrTheNameOfTheModelFailsOneRequest() {
        assertThat(client.openAi(WHOLE, "x-simulator-fault", "503").status()).isEqualTo(503);
        assertThat(client.openAi(WHOLE.replace("\"m\"", "\"sim-fault-529\"")).status())
                .isEqualTo(529);
        assertThat(client.openAi(WHOLE.replace("\"m\"", "\"sim-missing\""))
                        .json()
                        .at("/error/code")
                        .asString())
                .isEqualTo("model_not_found");
        Client.Answer wrong = client.openAi(WHOLE, "x-simulator-fault", "boom");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().at("/error/message").asString()).contains("fault: boom (expected:");
        assertThat(client.openAi(WHOLE).status()).isEqualTo(200);
    }

    @Test
    void everyStatusHasTheErrorBodyOfItsDialect() {
        for (int status : new int[] {400, 401, 403, 404, 408, 413, 429, 500, 502, 503, 504, 529}) {
            Client.Answer openAi = client.openAi(WHOLE, "x-simulator-fault", String.valueOf(status));
            assertThat(openAi.status()).isEqualTo(status);
            assertThat(openAi.json().path("error").propertyNames())
                    .containsExactlyInAnyOrder("message", "type", "param", "code");
            Client.Answer anthropic =
                    client.anthropic("{\"model\":\"m\"}", "x-simulator-fault", String.valueOf(status));
            assertThat(anthropic.status()).isEqualTo(status);
            assertThat(anthropic.json().path("type").asString()).isEqualTo("error");
            assertThat(anthropic.json().path("request_id").asString()).isEqualTo(anthropic.header("request-id"));
        }
    }

    @Test
    void aConnectionServesOnAfterAFailure() {
        simulator.script("429:times=1");
        client.openAi(WHOLE);
        client.openAi(WHOLE);
        assertThat(simulator.stats().connections()).isEqualTo(1);
    }
}
