package dev.signalbox.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server that comes to rest cuts nothing that can end in time. */
final class DrainTest {
    @Test
    void letsOpenStreamsEndAndRefusesWhatIsNew() throws Exception {
        List<StreamingBody> streams = new CopyOnWriteArrayList<>();
        CountDownLatch open = new CountDownLatch(200);
        try (Fixture fixture = new Fixture()) {
            HttpServer server = fixture.serve((request, response) -> {
                StreamingBody body = response.stream(200, Headers.empty());
                body.write(Fixture.bytes("first"));
                streams.add(body);
                open.countDown();
            });
            List<RawCaller> callers = new ArrayList<>();
            try (RawCaller idle = new RawCaller(server.port())) {
                assertThat(idle.get("/healthz").answer().status()).isEqualTo(200);
                for (int i = 0; i < 200; i++) {
                    callers.add(new RawCaller(server.port()).post("/a", "x"));
                }
                assertThat(open.await(30, TimeUnit.SECONDS)).isTrue();
                CompletableFuture<DrainReport> report =
                        CompletableFuture.supplyAsync(() -> server.drain(Duration.ofSeconds(60)));
                Fixture.await(() -> isDraining(server.port()));
                try (RawCaller late = new RawCaller(server.port())) {
                    assertThat(late.post("/a", "x").answer().status()).isEqualTo(503);
                }
                RawCaller.Answer health = idle.get("/healthz").answer();
                assertThat(health.status()).isEqualTo(200);
                assertThat(health.header("connection")).isEqualTo("close");
                assertThat(report).isNotDone();
                streams.forEach(body -> body.end(Fixture.bytes("last")));
                for (RawCaller caller : callers) {
                    assertThat(caller.answer().text()).isEqualTo("firstlast");
                    caller.close();
                }
                DrainReport reported = report.get(30, TimeUnit.SECONDS);
                assertThat(reported.cut()).isZero();
                assertThat(reported.finished())
                        .as("the streams, and perhaps a look at whether the server drains that came just before it did")
                        .isBetween(200, 201);
            }
        }
    }

    /** Asked without a request of its own: one that came too early would be one more stream to wait for. */
    private static boolean isDraining(int port) {
        try (RawCaller caller = new RawCaller(port)) {
            return "close".equals(caller.get("/healthz").answer().header("connection"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void cutsAtTheDeadlineWhatStillRuns() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        try (Fixture fixture = new Fixture()) {
            HttpServer server = fixture.serve((request, response) -> {
                response.stream(200, Headers.empty()).write(Fixture.bytes("first"));
                open.countDown();
            });
            try (RawCaller caller = new RawCaller(server.port())) {
                caller.post("/a", "x").head();
                assertThat(open.await(30, TimeUnit.SECONDS)).isTrue();
                long start = System.nanoTime();
                assertThat(server.drain(Duration.ofMillis(200))).isEqualTo(new DrainReport(0, 1));
                assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(8));
                assertThat(new String(caller.chunk(), StandardCharsets.UTF_8)).isEqualTo("first");
                assertThat(caller.closedByPeer()).isTrue();
            }
        }
    }

    @Test
    void restsAtOnceWhenNothingRuns() throws Exception {
        try (Fixture fixture = new Fixture()) {
            HttpServer server = fixture.serve(Fixture.echo());
            assertThat(server.drain(Duration.ofSeconds(10))).isEqualTo(new DrainReport(0, 0));
            int port = server.port();
            assertThatThrownBy(() -> new RawCaller(port)).isInstanceOf(java.io.IOException.class);
        }
    }
}
