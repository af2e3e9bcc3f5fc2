package dev.signalbox.cli.router.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TalkTest {
    @Test
    void tellsOfAnAnswerThatIsCutOffAsOfAGatewayThatIsNotThere() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Talk talk =
                        new Talk(URI.create("http://127.0.0.1:" + server.getLocalPort()), true, OptionalInt.empty())) {
            Thread.ofVirtual().start(() -> answerHalf(server));
            assertThatThrownBy(() -> talk.ask("key", "small", Map.of(), Optional.empty(), "Why?"))
                    .isInstanceOf(IOException.class);
        }
    }

    private static void answerHalf(ServerSocket server) {
        try (Socket socket = server.accept();
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            String line = in.readLine();
            while (line != null && !line.isEmpty()) {
                line = in.readLine();
            }
            socket.getOutputStream()
                    .write(
                            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 1000\r\n\r\ndata: {}\n\n"
                                    .getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
