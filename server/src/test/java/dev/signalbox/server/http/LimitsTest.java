package dev.signalbox.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What the server refuses by itself, and that a caller can read the refusal. */
final class LimitsTest {
    private static HttpServerOptions.Builder small() {
        return HttpServerOptions.builder().maxBodyBytes(100_000).maxHeaderBytes(4096);
    }

    private static String post(String more) {
        return "POST /a HTTP/1.1\r\nhost: x\r\n" + more + "\r\n";
    }

    @Test
    void takesABodyOfExactlyTheLimitAndRefusesOneByteMore() throws Exception {
        try (Fixture fixture = new Fixture()) {
            HttpServer server = fixture.serve(small().build(), Fixture.everything(Fixture.echo()));
            try (RawCaller caller = new RawCaller(server.port())) {
                assertThat(caller.post("/a", "x".repeat(100_000)).answer().body())
                        .hasSize(100_000);
                RawCaller.Answer refused =
                        caller.post("/a", "x".repeat(100_001)).answer();
                assertThat(refused.status()).isEqualTo(413);
                assertThat(refused.header("x-code")).isEqualTo("request_too_large");
                assertThat(refused.header("connection")).isEqualTo("close");
                assertThat(caller.closedByPeer()).isTrue();
            }
            assertThat(fixture.seen.rejected).containsExactly(Refusal.REQUEST_TOO_LARGE);
            Fixture.await(() -> server.bytesInFlight() == 0 && server.requestsInFlight() == 0);
        }
    }

    @Test
    void refusesAChunkedBodyThatGrowsPastTheLimitWhileItStillArrives() throws Exception {
        AtomicBoolean served = new AtomicBoolean();
        try (Fixture fixture = new Fixture()) {
            HttpServer server =
                    fixture.serve(small().build(), Fixture.everything((request, response) -> served.set(true)));
            try (RawCaller caller = new RawCaller(server.port())) {
                caller.send(post("transfer-encoding: chunked\r\n"));
                String chunk = Integer.toHexString(50_000) + "\r\n" + "x".repeat(50_000) + "\r\n";
                caller.send(chunk).send(chunk).send(chunk);
                assertThat(caller.answer().status()).isEqualTo(413);
                goOn(caller, "0\r\n\r\n");
                assertThat(caller.closedByPeer()).isTrue();
            }
            assertThat(served).isFalse();
            Fixture.await(() -> server.bytesInFlight() == 0 && server.requestsInFlight() == 0);
        }
    }

    @Test
    void refusesBodiesThatTogetherAreTooMuchAndTakesThemWhenTheFirstIsAnswered() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        try (Fixture fixture = new Fixture()) {
            HttpServer server =
                    fixture.serve(small().maxBytesInFlight(150_000).build(), Fixture.everything((request, response) -> {
                        arrived.countDown();
                        go.await();
                        response.whole(200, Headers.empty(), request.body());
                    }));
            try (RawCaller first = new RawCaller(server.port());
                    RawCaller second = new RawCaller(server.port());
                    RawCaller growing = new RawCaller(server.port());
                    RawCaller third = new RawCaller(server.port())) {
                first.post("/a", "x".repeat(90_000));
                assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
                assertThat(server.bytesInFlight()).isEqualTo(90_000);
                RawCaller.Answer refused = second.post("/a", "x".repeat(90_000)).answer();
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("retry-after")).isEqualTo("1");
                growing.send(post("transfer-encoding: chunked\r\n"));
                growing.send(Integer.toHexString(90_000) + "\r\n" + "x".repeat(90_000) + "\r\n");
                assertThat(growing.answer().status()).isEqualTo(503);
                go.countDown();
                assertThat(first.answer().status()).isEqualTo(200);
                Fixture.await(() -> server.bytesInFlight() == 0);
                assertThat(third.post("/a", "x".repeat(90_000)).answer().status())
                        .isEqualTo(200);
            }
            assertThat(fixture.seen.mostBytes.get()).isLessThanOrEqualTo(150_000);
        }
    }

    @Test
    void refusesHeadersThatAreTooLarge() throws Exception {
        try (Fixture fixture = new Fixture()) {
            HttpServer server = fixture.serve(small().build(), Fixture.everything(Fixture.echo()));
            try (RawCaller caller = new RawCaller(server.port())) {
                RawCaller.Answer refused =
                        caller.send(post("big: " + "x".repeat(5000) + "\r\n")).answer();
                assertThat(refused.status()).isEqualTo(431);
                assertThat(caller.closedByPeer()).isTrue();
            }
            try (RawCaller caller = new RawCaller(server.port())) {
                assertThat(caller.get("/" + "x".repeat(5000)).answer().status()).isEqualTo(431);
            }
        }
    }

    @Test
    void refusesWhatIsNotHttp() throws Exception {
        try (Fixture fixture = new Fixture()) {
            HttpServer server = fixture.serve(small().build(), Fixture.everything(Fixture.echo()));
            for (String wrong : new String[] {
                "hello\r\n\r\n",
                "POST /a HTTP/1.1\r\nhost: x\r\ncontent-length: nine\r\n\r\n",
                "POST /a HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
                "POST /a HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabcd",
                "POST /a HTTP/1.1\r\nhost: x\r\na b: c\r\n\r\n",
                "GET /a%zz HTTP/1.1\r\nhost: x\r\n\r\n",
                "GET /a% HTTP/1.1\r\nhost: x\r\n\r\n",
            }) {
                try (RawCaller caller = new RawCaller(server.port())) {
                    assertThat(caller.send(wrong).answer().status()).as(wrong).isEqualTo(400);
                }
            }
            try (RawCaller caller = new RawCaller(server.port())) {
                caller.send(post("transfer-encoding: chunked\r\n") + "3\r\nabc\r\nzz\r\n");
                assertThat(caller.answer().status()).isEqualTo(400);
            }
            Fixture.await(() -> server.requestsInFlight() == 0 && server.bytesInFlight() == 0);
        }
    }

    @Test
    void neverTakesBytesOfABodyForASecondRequest() throws Exception {
        try (Fixture fixture = new Fixture()) {
            HttpServer server = fixture.serve(small().build(), Fixture.everything(Fixture.echo()));
            try (RawCaller caller = new RawCaller(server.port())) {
                caller.send(post("content-length: 6\r\ntransfer-encoding: chunked\r\n") + "0\r\n\r\n"
                        + "GET /smuggled HTTP/1.1\r\nhost: x\r\n\r\n");
                RawCaller.Answer first = caller.answer();
                assertThat(first.status() == 400 || caller.closedByPeer()).isTrue();
            }
        }
    }

    @Test
    void tellsUnknownPathsAndMethods() throws Exception {
        try (Fixture fixture = new Fixture()) {
            HttpServer server = fixture.serve(Endpoints.builder()
                    .add("POST", "/v1/only", EndpointKind.MODEL, Fixture.echo())
                    .build());
            try (RawCaller caller = new RawCaller(server.port())) {
                RawCaller.Answer unknown = caller.get("/v2").answer();
                assertThat(unknown.status()).isEqualTo(404);
                assertThat(unknown.text()).startsWith("404 /v2");
                RawCaller.Answer method = caller.get("/v1/only").answer();
                assertThat(method.status()).isEqualTo(405);
                assertThat(method.header("allow")).isEqualTo("POST");
                assertThat(caller.post("/v1/only", "x").answer().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void refusesEncodedBodiesAndOtherExpectations() throws Exception {
        try (Fixture fixture = new Fixture();
                RawCaller gzip = new RawCaller(fixture.serve(Fixture.echo()).port());
                RawCaller other = new RawCaller(fixture.serve(Fixture.echo()).port())) {
            gzip.send(post("content-encoding: gzip\r\ncontent-length: 2\r\n") + "xx");
            assertThat(gzip.answer().status()).isEqualTo(415);
            other.send(post("expect: miracles\r\ncontent-length: 2\r\n") + "xx");
            assertThat(other.answer().status()).isEqualTo(417);
        }
    }

    @Test
    void asksForAnAnnouncedBodyOnlyIfItWillBeTaken() throws Exception {
        try (Fixture fixture = new Fixture()) {
            HttpServer server = fixture.serve(small().build(), Fixture.everything(Fixture.echo()));
            try (RawCaller caller = new RawCaller(server.port())) {
                caller.send(post("expect: 100-continue\r\ncontent-length: 5\r\n"));
                assertThat(caller.head()).startsWith("HTTP/1.1 100");
                assertThat(caller.send("hello").answer().text()).isEqualTo("hello");
            }
            try (RawCaller caller = new RawCaller(server.port())) {
                caller.send(post("expect: 100-continue\r\ncontent-length: 500000\r\n"));
                assertThat(caller.head()).startsWith("HTTP/1.1 413");
            }
        }
    }

    @Test
    void endsACallerWhoseHeadNeverEnds() throws Exception {
        try (Fixture fixture = new Fixture()) {
            HttpServer server = fixture.serve(
                    small().headerTimeout(Duration.ofMillis(500)).build(), Fixture.everything(Fixture.echo()));
            try (RawCaller caller = new RawCaller(server.port())) {
                assertThat(caller.post("/a", "fine").answer().status()).isEqualTo(200);
                Thread drip = Thread.ofVirtual().start(() -> drip(caller));
                long start = System.nanoTime();
                assertThat(caller.answer().status()).isEqualTo(408);
                assertThat(caller.closedByPeer()).isTrue();
                assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(8));
                drip.interrupt();
            }
            assertThat(fixture.seen.rejected).containsExactly(Refusal.REQUEST_TIMEOUT);
        }
    }

    /** Sends more after a refusal, which is read for a while only: on a busy machine the connection may be closed by then. */
    private static void goOn(RawCaller caller, String text) {
        try {
            caller.send(text);
        } catch (java.io.IOException e) {
            // The server closed: the end that the caller is to see.
        }
    }

    private static void drip(RawCaller caller) {
        try {
            caller.send("POST /a HTTP/1.1\r\n");
            while (!Thread.currentThread().isInterrupted()) {
                caller.send("a: b\r\n");
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        } catch (java.io.IOException e) {
            // The server closed: that is what is wanted.
        }
    }

    @Test
    void endsACallerWhoseBodyDripsButNotOneWhoseBodyIsSlow() throws Exception {
        try (Fixture fixture = new Fixture()) {
            HttpServerOptions options =
                    small().bodyTimeout(Duration.ofSeconds(1)).minBodyRate(1000).build();
            HttpServer server = fixture.serve(options, Fixture.everything(Fixture.echo()));
            try (RawCaller dripping = new RawCaller(server.port());
                    RawCaller slow = new RawCaller(server.port())) {
                dripping.send(post("content-length: 50000\r\n"));
                Thread drip = Thread.ofVirtual().start(() -> drip(dripping));
                slow.send(post("content-length: 12000\r\n"));
                for (int i = 0; i < 12; i++) {
                    slow.send("x".repeat(1000));
                    java.util.concurrent.locks.LockSupport.parkNanos(120_000_000);
                }
                assertThat(slow.answer().status()).isEqualTo(200);
                assertThat(dripping.answer().status()).isEqualTo(408);
                drip.interrupt();
                drip.join();
                Fixture.await(() -> server.bytesInFlight() == 0);
                goOn(dripping, "x".repeat(50_000));
                assertThat(dripping.closedByPeer()).isTrue();
            }
            Fixture.await(() -> server.bytesInFlight() == 0 && server.requestsInFlight() == 0);
        }
    }

    @Test
    void closesIdleConnectionsButNeverCutsARunningAnswer() throws Exception {
        try (Fixture fixture = new Fixture()) {
            HttpServerOptions options =
                    small().idleTimeout(Duration.ofMillis(500)).build();
            HttpServer server = fixture.serve(options, Fixture.everything((request, response) -> {
                StreamingBody body = response.stream(200, Headers.empty());
                body.write(Fixture.bytes("first"));
                request.loop().schedule(Duration.ofMillis(1500), () -> body.end(Fixture.bytes("last")));
            }));
            try (RawCaller silent = new RawCaller(server.port());
                    RawCaller caller = new RawCaller(server.port())) {
                assertThat(caller.post("/a", "x").answer().text()).isEqualTo("firstlast");
                long start = System.nanoTime();
                assertThat(caller.closedByPeer()).isTrue();
                assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(8));
                assertThat(silent.closedByPeer()).isTrue();
            }
            Fixture.await(() -> server.connections() == 0);
        }
    }

    @Test
    void closesConnectionsBeyondTheirNumber() throws Exception {
        try (Fixture fixture = new Fixture()) {
            HttpServer server = fixture.serve(small().maxConnections(1).build(), Fixture.everything(Fixture.echo()));
            try (RawCaller first = new RawCaller(server.port())) {
                assertThat(first.post("/a", "x").answer().status()).isEqualTo(200);
                try (RawCaller second = new RawCaller(server.port())) {
                    assertThat(second.closedByPeer()).isTrue();
                }
                assertThat(first.post("/a", "y").answer().text()).isEqualTo("y");
            }
            assertThat(fixture.seen.refusedConnections.get()).isOne();
        }
    }

    @Test
    void answersForAnEndpointThatThrowsOrForgets() throws Exception {
        try (Fixture fixture = new Fixture()) {
            HttpServer server = fixture.serve(Endpoints.builder()
                    .add("GET", "/throws", EndpointKind.LOOKUP, (request, response) -> {
                        throw new IllegalArgumentException("secret detail");
                    })
                    .add("GET", "/forgets", EndpointKind.LOOKUP, (request, response) -> {})
                    .add("GET", "/breaks", EndpointKind.LOOKUP, (request, response) -> {
                        response.stream(200, Headers.empty()).write(Fixture.bytes("half"));
                        throw new IllegalArgumentException("later");
                    })
                    .build());
            try (RawCaller caller = new RawCaller(server.port())) {
                RawCaller.Answer answer = caller.get("/throws").answer();
                assertThat(answer.status()).isEqualTo(500);
                assertThat(answer.text()).doesNotContain("secret");
                assertThat(caller.get("/forgets").answer().status()).isEqualTo(500);
                caller.get("/breaks").head();
                assertThat(new String(caller.chunk(), java.nio.charset.StandardCharsets.UTF_8))
                        .isEqualTo("half");
                assertThat(caller.closedByPeer()).isTrue();
            }
            assertThat(fixture.seen.failures).hasSize(3);
        }
    }
}
