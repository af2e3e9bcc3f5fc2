package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.http.DrainReport;
import dev.signalbox.simulator.script.Pace;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A gateway that is told to stop lets open streams end. */
class DrainTest {
    private static final int STREAMS = 200;

    @Test
    void openStreamsEndWhole() throws InterruptedException, ExecutionException {
        try (TestGateway road = TestGateway.plain();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            road.simulator.pace(Pace.of(Duration.ofMillis(10), 20));
            List<Future<HttpResponse<String>>> open = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                open.add(callers.submit(() -> road.post(
                        "/v1/chat/completions",
                        "{\"model\":\"gpt\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"echo: "
                                + "a b c d e f g h i j k l m n o p q r s t u v w x y z ".repeat(3) + "\"}]}")));
            }
            road.simulator.awaitStats(stats -> stats.requests() == STREAMS, Duration.ofMinutes(2));
            DrainReport report = road.gateway.stop();
            assertThat(report.cut()).isZero();
            for (Future<HttpResponse<String>> each : open) {
                assertThat(each.get().statusCode()).isEqualTo(200);
                assertThat(each.get().body()).endsWith("data: [DONE]\n\n");
            }
        }
    }
}
