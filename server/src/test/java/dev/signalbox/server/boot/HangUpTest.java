package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.log.SimulatorStats;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A caller that hangs up closes the provider's connection, whatever is going on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HangUpTest {
    private TestGateway road;

    @BeforeAll
    void start() {
        road = TestGateway.plain();
    }

    @AfterAll
    void stop() {
        road.close();
    }

    /** The best of three, so that a busy machine does not judge; none may take long. */
    private void hangsUp(String fault, boolean stream, int bytesToRead) throws IOException {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            best = Math.min(best, millisecondsUntilTheProviderIsReleased(fault, stream, bytesToRead));
        }
        assertThat(best).isLessThan(100);
    }

    private long millisecondsUntilTheProviderIsReleased(String fault, boolean stream, int bytesToRead)
            throws IOException {
        road.simulator.reset();
        road.simulator.clearFaults();
        road.simulator.script(fault);
        String body = "{\"model\":\"gpt\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"echo: one two three four five six seven\"}]}";
        String request = "POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\n"
                + "authorization: Bearer " + TestGateway.KEY + "\r\ncontent-length: " + body.length() + "\r\n\r\n"
                + body;
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), road.gateway.endpoint().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            road.simulator.awaitStats(stats -> stats.open() == 1, Duration.ofSeconds(20));
            InputStream in = socket.getInputStream();
            assertThat(in.readNBytes(bytesToRead)).hasSize(bytesToRead);
        }
        long closed = System.nanoTime();
        SimulatorStats stats = road.simulator.awaitStats(now -> now.aborted() == 1, Duration.ofSeconds(20));
        assertThat(stats.aborted()).as("aborted at the provider").isEqualTo(1);
        return (System.nanoTime() - closed) / 1_000_000;
    }

    @Test
    void beforeTheHeadOfAWholeAnswer() throws IOException {
        hangsUp("stall", false, 0);
    }

    @Test
    void beforeTheFirstByteOfAStream() throws IOException {
        hangsUp("stall:at=after-head", true, 0);
    }

    @Test
    void inTheMiddleOfAWholeAnswer() throws IOException {
        hangsUp("stall:at=after-head", false, 0);
    }

    @Test
    void inTheMiddleOfAStream() throws IOException {
        hangsUp("stall:at=3", true, 200);
    }
}
