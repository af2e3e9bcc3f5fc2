package dev.signalbox.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Streams: piece by piece, in order, no faster than the reader. */
final class StreamTest {
    @Test
    void forwardsEachEventAsItArrives() throws Exception {
        int events = 100;
        for (String encoding : new String[] {"identity", "gzip, br"}) {
            AtomicLong sentAt = new AtomicLong();
            java.util.concurrent.SynchronousQueue<Integer> go = new java.util.concurrent.SynchronousQueue<>();
            try (Fixture fixture = new Fixture();
                    RawProvider provider = new RawProvider((connection, _) -> {
                        connection.request();
                        connection.send("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n");
                        connection.send("transfer-encoding: chunked\r\n\r\n");
                        for (int i = 0; i < events; i++) {
                            go.take();
                            sentAt.set(System.nanoTime());
                            connection.chunk("data: event " + i + "\n\n");
                        }
                        connection.send("0\r\n\r\n");
                        connection.awaitClose();
                    });
                    RawCaller caller = new RawCaller(
                            fixture.serve(fixture.streamFrom(provider.uri("/"))).port())) {
                caller.send("POST /a HTTP/1.1\r\nhost: x\r\naccept-encoding: " + encoding
                        + "\r\ncontent-length: 1\r\n\r\nx");
                long[] took = new long[events];
                for (int i = 0; i < events; i++) {
                    go.put(i);
                    if (i == 0) {
                        assertThat(caller.head()).contains("text/event-stream").doesNotContain("content-encoding");
                    }
                    String event = new String(caller.chunk(), StandardCharsets.UTF_8);
                    took[i] = System.nanoTime() - sentAt.get();
                    assertThat(event).isEqualTo("data: event " + i + "\n\n");
                }
                Arrays.sort(took);
                assertThat(took[events / 2]).as("median ns").isLessThan(TimeUnit.MILLISECONDS.toNanos(5));
                assertThat(caller.chunk()).isEmpty();
            }
        }
    }

    @Test
    void holdsBackAFastProviderForASlowCaller() throws Exception {
        AtomicLong written = new AtomicLong();
        byte[] megabyte = new byte[1024 * 1024];
        try (Fixture fixture = new Fixture();
                RawProvider provider = new RawProvider((connection, _) -> {
                    connection.request();
                    connection.send("HTTP/1.1 200 OK\r\ncontent-length: " + 200L * megabyte.length + "\r\n\r\n");
                    for (int i = 0; i < 200; i++) {
                        connection.socket().getOutputStream().write(megabyte);
                        written.addAndGet(megabyte.length);
                    }
                    connection.awaitClose();
                });
                RawCaller caller = new RawCaller(
                        fixture.serve(fixture.streamFrom(provider.uri("/"))).port())) {
            caller.post("/a", "x").head();
            long stalled = settle(written);
            // Both sockets' buffers and our own few hundred kilobytes; not the 200 MB that are on offer.
            assertThat(stalled).isLessThan(40L * 1024 * 1024);
            long read = 0;
            byte[] buffer = new byte[64 * 1024];
            while (read < 200L * megabyte.length) {
                int more = caller.read(buffer);
                assertThat(more).isPositive();
                read += more;
            }
        }
    }

    /** Waits until the number has stood still for 200 ms. */
    private static long settle(AtomicLong number) {
        long last = -1;
        long since = System.nanoTime();
        while (System.nanoTime() - since < Duration.ofMillis(200).toNanos()) {
            if (number.get() != last) {
                last = number.get();
                since = System.nanoTime();
            }
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
        return last;
    }

    @Test
    void keepsTheOrderOfPiecesFromSeveralThreads() throws Exception {
        try (Fixture fixture = new Fixture();
                RawCaller caller = new RawCaller(fixture.serve((request, response) -> {
                            StreamingBody body = response.stream(200, Headers.empty());
                            for (int i = 0; i < 500; i++) {
                                String piece = i + ",";
                                if (i % 3 == 0) {
                                    CompletableFuture<Void> done = new CompletableFuture<>();
                                    request.loop().run(() -> {
                                        body.write(Fixture.bytes(piece));
                                        done.complete(null);
                                    });
                                    done.get();
                                } else {
                                    body.write(Fixture.bytes(piece));
                                }
                            }
                            body.end(Fixture.bytes("end"));
                        })
                        .port())) {
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                expected.append(i).append(',');
            }
            assertThat(caller.post("/a", "x").answer().text()).isEqualTo(expected + "end");
        }
    }

    @Test
    void tellsWhenTheLastByteWasWrittenAndWhenItWasNot() throws Exception {
        CompletableFuture<Optional<Throwable>> well = new CompletableFuture<>();
        CompletableFuture<Optional<Throwable>> cut = new CompletableFuture<>();
        try (Fixture fixture = new Fixture()) {
            HttpServer server = fixture.serve((request, response) -> {
                StreamingBody body = response.stream(200, Headers.empty());
                boolean good = request.path().equals("/well");
                body.onEnded(good ? well::complete : cut::complete);
                body.write(Fixture.bytes("piece"));
                if (good) {
                    body.end();
                } else {
                    body.abort();
                }
                body.write(Fixture.bytes("too late"));
            });
            try (RawCaller caller = new RawCaller(server.port())) {
                assertThat(caller.post("/well", "x").answer().text()).isEqualTo("piece");
                assertThat(well.get(30, TimeUnit.SECONDS)).isEmpty();
                caller.post("/cut", "x").head();
                assertThat(caller.chunk()).isEqualTo(Fixture.bytes("piece"));
                assertThat(caller.closedByPeer()).isTrue();
                assertThat(cut.get(30, TimeUnit.SECONDS)).isPresent();
            }
            Fixture.await(() -> server.requestsInFlight() == 0);
        }
    }

    @Test
    void cutsTheCallerWhenTheProviderIsCut() throws Exception {
        try (Fixture fixture = new Fixture();
                RawProvider provider = new RawProvider((connection, _) -> {
                    connection.request();
                    connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
                    connection.chunk("half");
                });
                RawCaller caller = new RawCaller(
                        fixture.serve(fixture.streamFrom(provider.uri("/"))).port())) {
            caller.post("/a", "x").head();
            assertThat(caller.chunk()).isEqualTo(Fixture.bytes("half"));
            assertThat(caller.closedByPeer()).isTrue();
        }
    }

    @Test
    void answersAnOldCallerWithoutChunks() throws IOException {
        try (Fixture fixture = new Fixture();
                RawCaller caller = new RawCaller(fixture.serve((request, response) -> {
                            StreamingBody body = response.stream(200, Headers.empty());
                            body.write(Fixture.bytes("one "));
                            body.end(Fixture.bytes("two"));
                        })
                        .port())) {
            RawCaller.Answer answer = caller.send("GET /a HTTP/1.0\r\n\r\n").answer();
            assertThat(answer.text()).isEqualTo("one two");
        }
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        try (Fixture fixture = new Fixture();
                RawCaller caller = new RawCaller(fixture.serve(Fixture.echo()).port())) {
            caller.send("HEAD /healthz HTTP/1.1\r\nhost: x\r\n\r\n");
            assertThat(caller.head()).startsWith("HTTP/1.1 200").contains("content-length: 2");
            assertThat(caller.get("/healthz").answer().text()).isEqualTo("ok");
        }
    }
}
