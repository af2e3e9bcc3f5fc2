package dev.signalbox.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Health answers while the rest is busy, and one hung caller or endpoint is nobody else's. */
final class LoadTest {
    @Test
    void answersHealthWhileFiftyLargeBodiesArrive() throws Exception {
        byte[] body = new byte[10 * 1024 * 1024];
        int callers = 50;
        AtomicInteger answered = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(callers);
        try (Fixture fixture = new Fixture()) {
            HttpServerOptions options = HttpServerOptions.builder()
                    .maxBytesInFlight(600L * 1024 * 1024)
                    .build();
            HttpServer server = fixture.serve(
                    options,
                    Fixture.everything((request, response) ->
                            response.whole(200, Headers.empty(), Fixture.bytes("" + request.body().length))));
            try (RawCaller first = new RawCaller(server.port())) {
                assertThat(first.post("/a", "warm").answer().text()).isEqualTo("4");
                assertThat(first.get("/healthz").answer().status()).isEqualTo(200);
            }
            for (int i = 0; i < callers; i++) {
                Thread.ofVirtual().start(() -> {
                    try (RawCaller caller = new RawCaller(server.port())) {
                        caller.send("POST /a HTTP/1.1\r\nhost: x\r\ncontent-length: " + body.length + "\r\n\r\n")
                                .send(body);
                        if (caller.answer().text().equals("" + body.length)) {
                            answered.incrementAndGet();
                        }
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    } finally {
                        done.countDown();
                    }
                });
            }
            long[] took = new long[100];
            int count = 0;
            try (RawCaller health = new RawCaller(server.port())) {
                while (count < took.length && done.getCount() > 0) {
                    long start = System.nanoTime();
                    assertThat(health.get("/healthz").answer().status()).isEqualTo(200);
                    took[count++] = System.nanoTime() - start;
                }
            }
            assertThat(done.await(15, TimeUnit.SECONDS)).isTrue();
            assertThat(answered.get()).isEqualTo(callers);
            Arrays.sort(took, 0, count);
            assertThat(took[count / 2]).as("median ns of " + count).isLessThan(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Test
    void servesOthersWhileManyEndpointsHang() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger hanging = new AtomicInteger();
        try (Fixture fixture = new Fixture()) {
            HttpServer server = fixture.serve((request, response) -> {
                if (request.path().equals("/hang")) {
                    hanging.incrementAndGet();
                    go.await();
                }
                response.whole(200, Headers.empty(), Fixture.bytes("fine"));
            });
            RawCaller[] stuck = new RawCaller[100];
            for (int i = 0; i < stuck.length; i++) {
                stuck[i] = new RawCaller(server.port()).post("/hang", "x");
            }
            Fixture.await(() -> hanging.get() == stuck.length);
            try (RawCaller caller = new RawCaller(server.port())) {
                assertThat(caller.post("/a", "x").answer().text()).isEqualTo("fine");
            }
            go.countDown();
            for (RawCaller caller : stuck) {
                assertThat(caller.answer().text()).isEqualTo("fine");
                caller.close();
            }
        }
    }
}
