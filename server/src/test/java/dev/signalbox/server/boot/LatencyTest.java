package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.script.Pace;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A latency route learns from the answers themselves. */
class LatencyTest {
    private static HttpResponse<String> ask(TestGateway road, boolean stream) {
        return road.post("/v1/chat/completions", """
                {"model":"quick","stream":%s,"messages":[{"role":"user","content":"echo: one two three four five six"}]}""".formatted(stream));
    }

    private static String model(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("x-signalbox-model").orElse("");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void prefersTheOneThatWasFaster(boolean stream) {
        try (TestGateway road =
                TestGateway.withRoutes("quick: { strategy: latency, targets: [{ model: gpt }, { model: gpt-b }] }\n")) {
            road.simulator.pace("sim-gpt", Pace.of(Duration.ofMillis(5), 60));
            road.simulator.pace("sim-gpt-b", Pace.of(Duration.ofMillis(5), 600));
            Map<String, Integer> answers = new HashMap<>();
            for (int tries = 0; answers.size() < 2 || Collections.min(answers.values()) < 3; tries++) {
                assertThat(tries).isLessThan(100);
                answers.merge(model(ask(road, stream)), 1, Integer::sum);
            }
            for (int i = 0; i < 20; i++) {
                assertThat(model(ask(road, stream))).isEqualTo("gpt-b");
            }
            assertThat(road.get("/metrics").body())
                    .contains("signalbox_output_token_seconds_bucket{streamed=\"" + stream + "\",target=\"gpt-b\"");
        }
    }
}
