package dev.signalbox.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that go out through a proxy. */
final class ProxyTest {
    @TempDir
    private Path folder;

    private static void tunnel(RawProvider.Connection connection, List<String> heads, boolean admit)
            throws IOException {
        String head = connection.request();
        heads.add(head);
        if (!admit) {
            connection.send("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n");
            return;
        }
        int port = Integer.parseInt(head.substring(head.indexOf(':') + 1, head.indexOf(" HTTP/")));
        try (Socket target = new Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
            connection.send("HTTP/1.1 200 Connected\r\n\r\n");
            Thread.ofVirtual().start(() -> pump(connection.socket(), target));
            pump(target, connection.socket());
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // Either side closed: the tunnel ends.
        }
    }

    @Test
    void asksTheProxyWithALogin() throws Exception {
        TestCertificates certificates = TestCertificates.create(folder, "proxied");
        Path ca = Files.writeString(folder.resolve("ca.pem"), certificates.certificatePem());
        List<String> heads = new CopyOnWriteArrayList<>();
        try (RawProvider proxy = new RawProvider((connection, _) -> tunnel(connection, heads, true));
                Fixture fixture = new Fixture(HttpClientOptions.defaults()
                        .withExtraCa(ca)
                        .withProxy(new HttpClientOptions.Proxy(
                                "127.0.0.1",
                                proxy.port(),
                                Optional.of(new HttpClientOptions.Proxy.Login("me", "word")))))) {
            HttpServer provider = fixture.serve(
                    HttpServerOptions.builder().tls(certificates.write(folder)).build(),
                    Fixture.everything(Fixture.echo()));
            URI uri = URI.create("https://localhost:" + provider.port() + "/a");
            for (int i = 0; i < 2; i++) {
                try (ProviderResponse response = fixture.client.send(
                        Fixture.call(uri, fixture.runtime.loops().getFirst()), HangUp.never())) {
                    assertThat(response.whole(100, Duration.ofSeconds(2))).isEqualTo(Fixture.bytes("{\"hello\":1}"));
                }
            }
            assertThat(heads).hasSize(1);
            assertThat(heads.getFirst())
                    .startsWith("CONNECT localhost:" + provider.port())
                    .containsIgnoringCase("proxy-authorization: Basic bWU6d29yZA==");
            assertThat(new HttpClientOptions.Proxy.Login("me", "word").toString())
                    .doesNotContain("word");
        }
    }

    @Test
    void tellsAProxyThatRefuses() throws Exception {
        List<String> heads = new CopyOnWriteArrayList<>();
        try (RawProvider proxy = new RawProvider((connection, _) -> tunnel(connection, heads, false));
                Fixture fixture = new Fixture(HttpClientOptions.defaults()
                        .withProxy(new HttpClientOptions.Proxy("127.0.0.1", proxy.port(), Optional.empty())))) {
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class,
                    () -> fixture.client.send(
                            Fixture.call(URI.create("https://localhost:1/"), fixture.runtime.loop()), HangUp.never()));
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.CONNECT);
            assertThat(failure.sent()).isFalse();
        }
    }
}
