package dev.signalbox.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What a call tells when a provider misbehaves, and what it sends. */
final class ClientTest {
    private static final Duration LONG = Duration.ofSeconds(5);

    private static HttpFailure failure(Fixture fixture, HttpCall call) {
        return catchThrowableOfType(
                HttpFailure.class,
                () -> fixture.client.send(call, HangUp.never()).whole(1000, LONG));
    }

    private static HttpFailure failure(RawProvider.Script script) throws Exception {
        try (Fixture fixture = new Fixture();
                RawProvider provider = new RawProvider(script)) {
            Duration brief = Duration.ofMillis(150);
            HttpCall call = Fixture.call(provider.uri("/"), fixture.runtime.loop(), Headers.empty(), brief, brief);
            HttpFailure failure = failure(fixture, call);
            Fixture.await(() -> fixture.client.connections() == 0);
            return failure;
        }
    }

    @Test
    void tellsWhereNobodyListens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (Fixture fixture = new Fixture()) {
            HttpFailure failure =
                    failure(fixture, Fixture.call(URI.create("http://127.0.0.1:" + port), fixture.runtime.loop()));
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.CONNECT);
            assertThat(failure.sent()).isFalse();
            HttpFailure unknown =
                    failure(fixture, Fixture.call(URI.create("http://no-such-host.invalid/"), fixture.runtime.loop()));
            assertThat(unknown.kind()).isEqualTo(HttpFailure.Kind.CONNECT);
        }
    }

    @Test
    void tellsSilenceBeforeTheHead() throws Exception {
        HttpFailure failure = failure((connection, _) -> {
            connection.request();
            connection.awaitClose();
        });
        assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.FIRST_BYTE_TIMEOUT);
        assertThat(failure.sent()).isTrue();
    }

    @Test
    void tellsSilenceInTheBody() throws Exception {
        HttpFailure failure = failure((connection, _) -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf");
            connection.awaitClose();
        });
        assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.READ_TIMEOUT);
    }

    @Test
    void tellsACutBeforeTheHeadAndInTheBody() throws Exception {
        HttpFailure before = failure((connection, _) -> connection.request());
        assertThat(before.kind()).isEqualTo(HttpFailure.Kind.CUT);
        HttpFailure length = failure((connection, _) -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf");
        });
        assertThat(length.kind()).isEqualTo(HttpFailure.Kind.CUT);
        HttpFailure chunked = failure((connection, _) -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
            connection.chunk("half");
        });
        assertThat(chunked.kind()).isEqualTo(HttpFailure.Kind.CUT);
    }

    @Test
    void tellsWhatIsNotHttp() throws Exception {
        HttpFailure head = failure((connection, _) -> {
            connection.request();
            connection.send("garbage garbage\r\n\r\n");
            connection.awaitClose();
        });
        assertThat(head.kind()).isEqualTo(HttpFailure.Kind.PROTOCOL);
        HttpFailure body = failure((connection, _) -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n");
            connection.awaitClose();
        });
        assertThat(body.kind()).isEqualTo(HttpFailure.Kind.PROTOCOL);
    }

    @Test
    void endsAtTheDeadline() throws Exception {
        try (Fixture fixture = new Fixture();
                RawProvider provider = new RawProvider((connection, _) -> {
                    connection.request();
                    connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
                    for (int i = 0; i < 100; i++) {
                        connection.chunk("more");
                        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                    }
                })) {
            HttpCall call = new HttpCall(
                    "GET",
                    provider.uri("/"),
                    Headers.empty(),
                    new byte[0],
                    LONG,
                    LONG,
                    LONG,
                    System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200),
                    fixture.runtime.loop());
            assertThat(failure(fixture, call).kind()).isEqualTo(HttpFailure.Kind.DEADLINE);
        }
    }

    @Test
    void takesNoBodyThatIsTooLarge() throws Exception {
        HttpFailure failure = failure((connection, _) -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n" + "x".repeat(1001));
            connection.awaitClose();
        });
        assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.TOO_LARGE);
    }

    @Test
    void waitsNoLongerForAWholeBodyThanAsked() throws Exception {
        try (Fixture fixture = new Fixture();
                RawProvider provider = new RawProvider((connection, _) -> {
                    connection.request();
                    connection.send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf");
                    connection.awaitClose();
                })) {
            ProviderResponse response =
                    fixture.client.send(Fixture.call(provider.uri("/"), fixture.runtime.loop()), HangUp.never());
            HttpFailure failure =
                    catchThrowableOfType(HttpFailure.class, () -> response.whole(1000, Duration.ofMillis(100)));
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.READ_TIMEOUT);
            assertThat(provider.closedAt()).isPositive();
        }
    }

    @Test
    void repeatsACallOnceOnAFreshConnectionWhenTheKeptOneWasStale() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        try (Fixture fixture = new Fixture();
                RawProvider provider = new RawProvider((connection, number) -> {
                    connection.request();
                    connection.answer("from " + number);
                    connection.request();
                    if (number == 1) {
                        second.countDown();
                        return;
                    }
                    connection.answer("again " + number);
                    connection.awaitClose();
                })) {
            EventLoop loop = fixture.runtime.loop();
            assertThat(text(fixture, provider, loop)).isEqualTo("from 1");
            assertThat(text(fixture, provider, loop)).isEqualTo("from 2");
            assertThat(second.getCount()).isZero();
            assertThat(text(fixture, provider, loop)).isEqualTo("again 2");
        }
    }

    private static String text(Fixture fixture, RawProvider provider, EventLoop loop) throws HttpFailure {
        try (ProviderResponse response = fixture.client.send(Fixture.call(provider.uri("/"), loop), HangUp.never())) {
            return new String(response.whole(1000, LONG), StandardCharsets.UTF_8);
        }
    }

    @Test
    void doesNotUseAConnectionThatTheProviderWantsClosed() throws Exception {
        try (Fixture fixture = new Fixture();
                RawProvider provider = new RawProvider((connection, number) -> {
                    connection.request();
                    connection.send("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 1\r\n\r\n" + number);
                    connection.awaitClose();
                })) {
            EventLoop loop = fixture.runtime.loop();
            assertThat(text(fixture, provider, loop)).isEqualTo("1");
            assertThat(text(fixture, provider, loop)).isEqualTo("2");
        }
    }

    @Test
    void sendsExactlyTheFieldsOfTheCall() throws Exception {
        List<String> heads = new CopyOnWriteArrayList<>();
        try (Fixture fixture = new Fixture();
                RawProvider provider = new RawProvider((connection, _) -> {
                    while (true) {
                        heads.add(connection.request());
                        connection.send("HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n");
                    }
                })) {
            EventLoop loop = fixture.runtime.loop();
            Headers headers = Headers.of("X-Key", "k", "x-key", "l", "connection", "close", "content-length", "3");
            HttpCall call = Fixture.call(provider.uri("/a%2Fb?c=%20d"), loop, headers, LONG, LONG);
            assertThat(fixture.client.send(call, HangUp.never()).status()).isEqualTo(302);
            assertThat(heads).hasSize(1);
            assertThat(heads.getFirst().strip().split("\r\n"))
                    .containsExactlyInAnyOrder(
                            "POST /a%2Fb?c=%20d HTTP/1.1",
                            "X-Key: k",
                            "x-key: l",
                            "accept-encoding: identity",
                            "host: 127.0.0.1:" + provider.port(),
                            "content-length: 11");
        }
    }

    @Test
    void unpacksAnAnswerThatIsCompressedAllTheSame() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("unpacked".getBytes(StandardCharsets.UTF_8));
        }
        try (Fixture fixture = new Fixture();
                RawProvider provider = new RawProvider((connection, _) -> {
                    connection.request();
                    connection.send("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: " + packed.size()
                            + "\r\n\r\n" + packed.toString(StandardCharsets.ISO_8859_1));
                    connection.awaitClose();
                })) {
            assertThat(text(fixture, provider, fixture.runtime.loop())).isEqualTo("unpacked");
        }
    }

    @Test
    void waitsForAPlaceWhenAllConnectionsAreTaken() throws Exception {
        try (Fixture fixture = new Fixture(HttpClientOptions.defaults().withMaxConnections(2));
                RawProvider provider = new RawProvider((connection, _) -> {
                    while (true) {
                        connection.request();
                        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                        connection.answer("fine");
                    }
                })) {
            List<CompletableFuture<String>> results = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 20; i++) {
                CompletableFuture<String> result = new CompletableFuture<>();
                results.add(result);
                Thread.ofVirtual().start(() -> {
                    try {
                        result.complete(text(fixture, provider, fixture.runtime.loop()));
                    } catch (HttpFailure e) {
                        result.completeExceptionally(e);
                    }
                });
            }
            for (CompletableFuture<String> result : results) {
                assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo("fine");
                assertThat(fixture.client.connections()).isLessThanOrEqualTo(2);
            }
        }
    }

    @Test
    void givesUpWaitingForAPlaceInTime() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        try (Fixture fixture = new Fixture(HttpClientOptions.defaults().withMaxConnections(1));
                RawProvider provider = new RawProvider((connection, _) -> {
                    connection.request();
                    taken.countDown();
                    connection.awaitClose();
                })) {
            Thread first = Thread.ofVirtual()
                    .start(() -> failure(fixture, Fixture.call(provider.uri("/"), fixture.runtime.loop())));
            assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
            HttpCall call = new HttpCall(
                    "GET",
                    provider.uri("/"),
                    Headers.empty(),
                    new byte[0],
                    Duration.ofMillis(100),
                    LONG,
                    LONG,
                    System.nanoTime() + LONG.toNanos(),
                    fixture.runtime.loop());
            assertThat(failure(fixture, call).kind()).isEqualTo(HttpFailure.Kind.CONNECT_TIMEOUT);
            first.interrupt();
            first.join();
        }
    }

    @Test
    void closesConnectionsThatNobodyUsed() throws Exception {
        try (Fixture fixture = new Fixture(HttpClientOptions.defaults().withIdleTimeout(Duration.ofMillis(100)));
                RawProvider provider = new RawProvider((connection, _) -> connection.keepAnswering("fine"))) {
            text(fixture, provider, fixture.runtime.loop());
            assertThat(fixture.client.connections()).isOne();
            assertThat(provider.closedAt()).isPositive();
            Fixture.await(() -> fixture.client.connections() == 0);
        }
    }

    @Test
    void closesTheConnectionOfAnAnswerThatIsNotReadToItsEnd() throws Exception {
        try (Fixture fixture = new Fixture();
                RawProvider provider = new RawProvider((connection, _) -> {
                    connection.request();
                    connection.send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf");
                    connection.awaitClose();
                })) {
            ProviderResponse response =
                    fixture.client.send(Fixture.call(provider.uri("/"), fixture.runtime.loop()), HangUp.never());
            long closed = System.nanoTime();
            response.close();
            assertThat(provider.closedAt() - closed).isLessThan(TimeUnit.SECONDS.toNanos(1));
        }
    }

    @Test
    void keepsWhatArrivesBetweenTheHeadAndTheListener() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        try (Fixture fixture = new Fixture();
                RawProvider provider = new RawProvider((connection, _) -> {
                    connection.request();
                    connection.send("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nabc");
                    connection.send("def");
                    sent.countDown();
                    connection.awaitClose();
                })) {
            ProviderResponse response =
                    fixture.client.send(Fixture.call(provider.uri("/"), fixture.runtime.loop()), HangUp.never());
            assertThat(sent.await(30, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<String> all = new CompletableFuture<>();
            response.stream(new BodyListener() {
                private final StringBuilder text = new StringBuilder();

                @Override
                public void bytes(byte[] chunk) {
                    text.append(new String(chunk, StandardCharsets.UTF_8));
                }

                @Override
                public void end() {
                    all.complete(text.toString());
                }

                @Override
                public void failed(HttpFailure failure) {
                    all.completeExceptionally(failure);
                }
            });
            assertThat(all.get(30, TimeUnit.SECONDS)).isEqualTo("abcdef");
        }
    }
}
