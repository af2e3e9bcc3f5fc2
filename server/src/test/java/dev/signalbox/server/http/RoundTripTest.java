package dev.signalbox.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The plain way of a request through the server, and of a call through the client. */
final class RoundTripTest {
    @Test
    void answersWholeAndKeepsTheConnection() throws Exception {
        try (Fixture fixture = new Fixture();
                RawCaller caller = new RawCaller(fixture.serve(Fixture.echo()).port())) {
            assertThat(caller.post("/a", "first").answer().text()).isEqualTo("first");
            assertThat(caller.post("/a", "second").answer().text()).isEqualTo("second");
            assertThat(fixture.seen.open.get()).isOne();
        }
    }

    @Test
    void relaysAStreamFromAProvider() throws Exception {
        try (Fixture fixture = new Fixture();
                RawProvider provider = new RawProvider((connection, _) -> {
                    connection.request();
                    connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
                    connection.chunk("data: one\n\n");
                    connection.chunk("data: two\n\n");
                    connection.send("0\r\n\r\n");
                    connection.awaitClose();
                });
                RawCaller caller = new RawCaller(
                        fixture.serve(fixture.streamFrom(provider.uri("/v1"))).port())) {
            RawCaller.Answer answer = caller.post("/a", "x").answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("data: one\n\ndata: two\n\n");
        }
    }

    @Test
    void callsAProviderForAWholeAnswerOverOneConnection() throws Exception {
        try (Fixture fixture = new Fixture();
                RawProvider provider = new RawProvider((connection, _) -> connection.keepAnswering("fine"))) {
            EventLoop loop = fixture.runtime.loop();
            for (int i = 0; i < 3; i++) {
                try (ProviderResponse response =
                        fixture.client.send(Fixture.call(provider.uri("/v1?a=b"), loop), HangUp.never())) {
                    assertThat(response.status()).isEqualTo(200);
                    assertThat(response.headers().first("Content-Type")).contains("text/plain");
                    assertThat(response.whole(100, Duration.ofSeconds(2))).isEqualTo(Fixture.bytes("fine"));
                }
            }
            assertThat(provider.accepted()).isOne();
        }
    }
}
