package dev.signalbox.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** A caller that goes away frees the provider within 100 ms, in every phase. */
final class HangUpTest {
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(100);

    /** How a caller leaves. */
    private enum Leaving {
        CLOSE,
        RESET,
        HALF_CLOSE,
        AFTER_PIPELINING
    }

    private static long leave(RawCaller caller, Leaving how) throws Exception {
        switch (how) {
            case CLOSE -> {}
            case RESET -> caller.socket().setSoLinger(true, 0);
            case HALF_CLOSE -> {
                long at = System.nanoTime();
                caller.socket().shutdownOutput();
                return at;
            }
            case AFTER_PIPELINING -> {
                caller.get("/healthz");
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        }
        long at = System.nanoTime();
        caller.close();
        return at;
    }

    /** Gives the nanoseconds from the caller's leaving to the provider's notice. */
    private static long measure(
            RawProvider provider, Endpoint endpoint, Fixture fixture, CountDownLatch ready, Leaving how)
            throws Exception {
        HttpServer server = fixture.serve(endpoint);
        try (RawCaller caller = new RawCaller(server.port())) {
            caller.post("/a", "x");
            assertThat(ready.await(30, TimeUnit.SECONDS)).isTrue();
            long left = leave(caller, how);
            long noticed = provider.closedAt() - left;
            Fixture.await(() -> server.requestsInFlight() == 0 && server.bytesInFlight() == 0);
            return noticed;
        }
    }

    /** Runs one phase for each way to leave, each with a fresh provider. */
    private static void eachWay(BiFunction<Fixture, RawProvider, Endpoint> endpoint, Phase phase) throws Exception {
        for (Leaving how : Leaving.values()) {
            soon(how, endpoint, phase);
        }
    }

    /** The best of three: on a busy machine a single measurement tells how busy it is. */
    private static void soon(Leaving how, BiFunction<Fixture, RawProvider, Endpoint> endpoint, Phase phase)
            throws Exception {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3 && best >= SOON; i++) {
            CountDownLatch ready = new CountDownLatch(1);
            try (Fixture fixture = new Fixture();
                    RawProvider provider = new RawProvider((connection, _) -> {
                        phase.play(connection);
                        ready.countDown();
                        connection.awaitClose();
                    })) {
                best = Math.min(best, measure(provider, endpoint.apply(fixture, provider), fixture, ready, how));
                assertThat(fixture.seen.hangUps.get()).as(how.name()).isOne();
            }
        }
        assertThat(best).as(how + ", noticed after ns").isLessThan(SOON);
    }

    private interface Phase {
        void play(RawProvider.Connection connection) throws Exception;
    }

    private static Endpoint whole(Fixture fixture, RawProvider provider) {
        return (request, response) -> {
            try (ProviderResponse answer =
                    fixture.client.send(Fixture.call(provider.uri("/v1"), request.loop()), request.hangUp())) {
                response.whole(200, Headers.empty(), answer.whole(1000, Duration.ofSeconds(5)));
            }
        };
    }

    @Test
    void closesTheProviderWhileItsHeadIsAwaited() throws Exception {
        eachWay(HangUpTest::whole, RawProvider.Connection::request);
    }

    @Test
    void closesTheProviderInTheMiddleOfAWholeAnswer() throws Exception {
        eachWay(HangUpTest::whole, connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf");
        });
    }

    @Test
    void closesTheProviderInTheMiddleOfAStream() throws Exception {
        eachWay((fixture, provider) -> fixture.streamFrom(provider.uri("/v1")), connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
            connection.chunk("data: one\n\n");
        });
    }

    @Test
    void closesTheProviderWhenAStreamIsSilentAfterItsHead() throws Exception {
        eachWay((fixture, provider) -> fixture.streamFrom(provider.uri("/v1")), connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
        });
    }

    @Test
    void closesTheProviderInTheMiddleOfATlsHandshake() throws Exception {
        soon(
                Leaving.CLOSE,
                (fixture, provider) -> (request, response) -> fixture.client.send(
                        Fixture.call(URI.create("https://127.0.0.1:" + provider.port()), request.loop()),
                        request.hangUp()),
                connection -> connection.socket().getInputStream().read());
    }

    @Test
    void closesTheProviderWhenTheThreadIsInterrupted() throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        try (Fixture fixture = new Fixture();
                RawProvider provider = new RawProvider((connection, _) -> {
                    connection.request();
                    ready.countDown();
                    connection.awaitClose();
                })) {
            CompletableFuture<HttpFailure.Kind> kind = new CompletableFuture<>();
            Thread thread = Thread.ofVirtual().start(() -> {
                try {
                    fixture.client.send(Fixture.call(provider.uri("/"), fixture.runtime.loop()), HangUp.never());
                } catch (HttpFailure e) {
                    kind.complete(e.kind());
                }
            });
            assertThat(ready.await(30, TimeUnit.SECONDS)).isTrue();
            long left = System.nanoTime();
            thread.interrupt();
            assertThat(provider.closedAt() - left).isLessThan(SOON);
            assertThat(kind.get(1, TimeUnit.SECONDS)).isEqualTo(HttpFailure.Kind.CANCELLED);
        }
    }

    @Test
    void runsTheActionAtOnceWhenTheCallerIsAlreadyGone() throws Exception {
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        CountDownLatch arrived = new CountDownLatch(1);
        try (Fixture fixture = new Fixture()) {
            HttpServer server = fixture.serve((request, response) -> {
                arrived.countDown();
                CountDownLatch gone = new CountDownLatch(1);
                request.hangUp().onHangUp(gone::countDown);
                gone.await();
                request.hangUp().onHangUp(() -> ran.complete(request.hangUp().happened()));
                response.whole(200, Headers.empty(), Fixture.bytes("nobody reads this"));
            });
            try (RawCaller caller = new RawCaller(server.port())) {
                caller.post("/a", "x");
                assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(ran.get(30, TimeUnit.SECONDS)).isTrue();
            Fixture.await(() -> server.requestsInFlight() == 0);
            assertThat(fixture.seen.failures).isEmpty();
        }
    }
}
