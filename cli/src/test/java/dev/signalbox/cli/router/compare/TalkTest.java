package dev.signalbox.cli.router.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TalkTest {
    private static final String HALF =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 1000\r\n\r\ndata: {}\n\n";
    private static final String LATER =
            "HTTP/1.1 429 Too Many\r\nretry-after: 7\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    private static final String WHOLE = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 48\r\n"
            + "connection: close\r\n\r\n{\"choices\":[{\"message\":{\"content\":\"Because.\"}}]}";

    private final List<Duration> rests = new ArrayList<>();

    private Talk talk(ServerSocket server, boolean streams, Pace pace) {
        return new Talk(URI.create("http://127.0.0.1:" + server.getLocalPort()), streams, OptionalInt.empty(), pace);
    }

    @Test
    void tellsOfAnAnswerThatIsCutOffAsOfAGatewayThatIsNotThere() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Talk talk = talk(server, true, Pace.REAL)) {
            Thread.ofVirtual().start(() -> answer(server, HALF));
            assertThatThrownBy(() -> talk.ask("key", "small", Map.of(), Optional.empty(), "Why?"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void waitsAsLongAsItIsToldAndAsksAgain() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Talk talk = talk(server, false, new Pace(System::nanoTime, rests::add))) {
            Thread.ofVirtual().start(() -> {
                answer(server, LATER);
                answer(server, WHOLE);
            });
            Talk.Said said = talk.ask("key", "small", Map.of(), Optional.empty(), "Why?");
            assertThat(said.status()).isEqualTo(200);
            assertThat(said.text()).isEqualTo("Because.");
            assertThat(rests).containsExactly(Duration.ofSeconds(7));
        }
    }

    private static void answer(ServerSocket server, String answer) {
        try (Socket socket = server.accept();
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            int length = 0;
            String line = in.readLine();
            while (line != null && !line.isEmpty()) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip());
                }
                line = in.readLine();
            }
            for (int read = 0; read < length && in.read() >= 0; read++) {
                // what is asked; it is ASCII
            }
            socket.getOutputStream().write(answer.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
