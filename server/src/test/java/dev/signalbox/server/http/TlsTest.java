package dev.signalbox.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS on both sides, and HTTP/2. */
final class TlsTest {
    @TempDir
    static Path shared;

    private static TestCertificates first;
    private static TestCertificates second;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        first = TestCertificates.create(shared, "first");
        second = TestCertificates.create(shared, "second");
    }

    private static RawCaller secure(int port, TestCertificates trusted) throws Exception {
        SSLSocket socket =
                (SSLSocket) trusted.context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.startHandshake();
        return new RawCaller(socket);
    }

    private static HttpServerOptions options(TlsFiles files) {
        return HttpServerOptions.builder().tls(files).build();
    }

    @Test
    void readsChangedFilesWithoutDroppingAConnection() throws Exception {
        TlsFiles files = first.write(folder);
        try (Fixture fixture = new Fixture()) {
            HttpServer server = fixture.serve(options(files), Fixture.everything(Fixture.echo()));
            try (RawCaller before = secure(server.port(), first)) {
                assertThat(before.post("/a", "one").answer().text()).isEqualTo("one");
                Files.writeString(files.certificate(), second.certificatePem());
                Fixture.await(() -> fixture.seen.failedReloads.get() == 1);
                try (RawCaller still = secure(server.port(), first)) {
                    assertThat(still.post("/a", "two").answer().text()).isEqualTo("two");
                }
                Files.writeString(files.key(), second.keyPem());
                Fixture.await(() -> fixture.seen.reloads.get() == 1);
                try (RawCaller after = secure(server.port(), second)) {
                    assertThat(after.post("/a", "three").answer().text()).isEqualTo("three");
                }
                assertThatThrownBy(() -> secure(server.port(), first)).hasMessageContaining("certif");
                assertThat(before.post("/a", "four").answer().text()).isEqualTo("four");
            }
        }
    }

    @Test
    void doesNotStartWithAKeyThatDoesNotFit() throws Exception {
        TlsFiles files = first.write(folder);
        Files.writeString(files.key(), second.keyPem());
        try (Fixture fixture = new Fixture()) {
            assertThatThrownBy(() -> fixture.serve(options(files), Fixture.everything(Fixture.echo())))
                    .hasMessageContaining("does not belong");
            assertThatThrownBy(() -> fixture.serve(
                            options(new TlsFiles(folder.resolve("none.pem"), files.key())),
                            Fixture.everything(Fixture.echo())))
                    .hasMessageContaining("none.pem");
        }
    }

    @Test
    void closesAConnectionThatNeverShakesHands() throws Exception {
        try (Fixture fixture = new Fixture()) {
            HttpServerOptions options = HttpServerOptions.builder()
                    .tls(first.write(folder))
                    .headerTimeout(Duration.ofMillis(200))
                    .build();
            HttpServer server = fixture.serve(options, Fixture.everything(Fixture.echo()));
            try (RawCaller silent = new RawCaller(server.port())) {
                assertThat(silent.closedByPeer()).isTrue();
            }
            try (RawCaller slow = secure(server.port(), first)) {
                slow.send("POST / HTTP/1.1\r\n");
                assertThat(slow.answer().status()).isEqualTo(408);
            }
        }
    }

    private static java.net.http.HttpClient http2(SSLContext context) {
        return java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_2)
                .sslContext(context)
                .build();
    }

    private static java.net.http.HttpRequest post(int port, byte[] body) {
        return java.net.http.HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/a"))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    @Test
    void speaksHttp2() throws Exception {
        try (Fixture fixture = new Fixture()) {
            HttpServerOptions options = HttpServerOptions.builder()
                    .tls(first.write(folder))
                    .maxBodyBytes(300_000)
                    .build();
            HttpServer server = fixture.serve(options, Fixture.everything(Fixture.echo()));
            try (java.net.http.HttpClient caller = http2(first.context())) {
                java.net.http.HttpResponse<byte[]> answer =
                        caller.send(post(server.port(), new byte[250_000]), BodyHandlers.ofByteArray());
                assertThat(answer.version()).isEqualTo(java.net.http.HttpClient.Version.HTTP_2);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).hasSize(250_000);
                assertThat(caller.send(post(server.port(), new byte[300_001]), BodyHandlers.ofByteArray())
                                .statusCode())
                        .isEqualTo(413);
                assertThat(caller.send(post(server.port(), new byte[10]), BodyHandlers.ofByteArray())
                                .statusCode())
                        .isEqualTo(200);
            }
            Fixture.await(() -> server.requestsInFlight() == 0 && server.bytesInFlight() == 0);
        }
    }

    @Test
    void noticesACallerThatResetsItsStream() throws Exception {
        CompletableFuture<Long> noticed = new CompletableFuture<>();
        CountDownLatch arrived = new CountDownLatch(1);
        try (Fixture fixture = new Fixture()) {
            HttpServer server = fixture.serve(options(first.write(folder)), Fixture.everything((request, response) -> {
                StreamingBody body = response.stream(200, Headers.empty());
                body.write(Fixture.bytes("piece"));
                CountDownLatch gone = new CountDownLatch(1);
                request.hangUp().onHangUp(() -> {
                    noticed.complete(System.nanoTime());
                    gone.countDown();
                });
                arrived.countDown();
                gone.await();
            }));
            try (java.net.http.HttpClient caller = http2(first.context())) {
                CompletableFuture<?> pending =
                        caller.sendAsync(post(server.port(), new byte[1]), BodyHandlers.ofByteArray());
                assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
                pending.cancel(true);
                assertThat(noticed.get(30, TimeUnit.SECONDS)).isPositive();
                caller.shutdownNow();
            }
            Fixture.await(() -> server.requestsInFlight() == 0);
        }
    }

    @Test
    void trustsAPrivateAuthorityOnlyWhenToldTo() throws Exception {
        Path ca = Files.writeString(folder.resolve("ca.pem"), first.certificatePem());
        for (boolean http2 : new boolean[] {false, true}) {
            try (Fixture trusting = new Fixture(
                            HttpClientOptions.defaults().withExtraCa(ca).withHttp2(http2));
                    Fixture strange = new Fixture()) {
                HttpServer provider = trusting.serve(options(first.write(folder)), Fixture.everything(Fixture.echo()));
                URI uri = URI.create("https://localhost:" + provider.port() + "/a");
                EventLoop loop = trusting.runtime.loop();
                for (int i = 0; i < 3; i++) {
                    try (ProviderResponse response = trusting.client.send(Fixture.call(uri, loop), HangUp.never())) {
                        assertThat(response.whole(100, Duration.ofSeconds(20)))
                                .isEqualTo(Fixture.bytes("{\"hello\":1}"));
                    }
                }
                assertThat(trusting.client.connections()).isOne();
                HttpFailure refused = catchThrowableOfType(
                        HttpFailure.class,
                        () -> strange.client.send(Fixture.call(uri, strange.runtime.loop()), HangUp.never()));
                assertThat(refused.kind()).isEqualTo(HttpFailure.Kind.TLS);
                assertThat(refused.sent()).isFalse();
            }
        }
        assertThatThrownBy(() -> new Fixture(HttpClientOptions.defaults()
                        .withExtraCa(Files.writeString(folder.resolve("empty.pem"), "nothing"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void carriesManyStreamsOverOneConnectionToAProvider() throws Exception {
        Path ca = Files.writeString(folder.resolve("ca.pem"), first.certificatePem());
        try (Fixture fixture =
                new Fixture(HttpClientOptions.defaults().withExtraCa(ca).withHttp2(true))) {
            HttpServer provider =
                    fixture.serve(options(first.write(folder)), Fixture.everything((request, response) -> {
                        StreamingBody body = response.stream(200, Headers.empty());
                        body.write(request.body());
                        request.loop().schedule(Duration.ofMillis(100), () -> body.end(Fixture.bytes("!")));
                    }));
            URI uri = URI.create("https://localhost:" + provider.port() + "/a");
            EventLoop loop = fixture.runtime.loop();
            fixture.client.send(Fixture.call(uri, loop), HangUp.never()).whole(100, Duration.ofSeconds(20));
            CountDownLatch done = new CountDownLatch(20);
            for (int i = 0; i < 20; i++) {
                Thread.ofVirtual().start(() -> {
                    try (ProviderResponse response = fixture.client.send(Fixture.call(uri, loop), HangUp.never())) {
                        if (response.whole(100, Duration.ofSeconds(20)).length == 12) {
                            done.countDown();
                        }
                    } catch (HttpFailure e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(fixture.client.connections()).isOne();
            ProviderResponse dropped = fixture.client.send(Fixture.call(uri, loop), HangUp.never());
            assertThat(fixture.seen.hangUps).hasValue(0);
            dropped.close();
            Fixture.await(() -> fixture.seen.hangUps.get() == 1);
            assertThat(fixture.client.connections()).isOne();
        }
    }

    @Test
    void tellsAProviderThatIsNoTlsServer() throws Exception {
        try (Fixture fixture = new Fixture();
                RawProvider provider = new RawProvider(
                        new ServerSocket(0, 10, InetAddress.getLoopbackAddress()),
                        (connection, _) -> connection.send("hello, this is plain text\r\n\r\n"))) {
            URI uri = URI.create("https://127.0.0.1:" + provider.port() + "/");
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class,
                    () -> fixture.client.send(Fixture.call(uri, fixture.runtime.loop()), HangUp.never()));
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.TLS);
        }
    }
}
