package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.script.Pace;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A target that is slower than it must be is asked last, where that is written. */
class SlaRoadTest {
    private static HttpResponse<String> ask(TestGateway road, String route) {
        return road.post("/v1/chat/completions", """
                {"model":"%s","stream":true,"messages":[{"role":"user","content":"echo: one two three four five six"}]}""".formatted(route));
    }

    private static String model(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("x-signalbox-model").orElse("");
    }

    @ParameterizedTest
    @CsvSource({"time-per-output-token, 8ms, 1, 60", "first-token, 60ms, 150, 2000"})
    void leavesATargetThatWasSlowForThreeAnswersAndKeepsItElsewhere(String key, String most, int first, int perSecond) {
        String sla = "{ " + key + ": " + most + " }";
        try (TestGateway road = TestGateway.withRoutes("""
                quick: { strategy: priority, targets: [{ model: gpt, sla: %s }, { model: gpt-b, priority: 1 }] }
                patient: { strategy: priority, targets: [{ model: gpt }, { model: gpt-b, priority: 1 }] }
                """.formatted(sla))) {
            road.simulator.pace("sim-gpt", Pace.of(Duration.ofMillis(first), perSecond));
            for (int i = 0; i < 3; i++) {
                assertThat(model(ask(road, "quick"))).isEqualTo("gpt");
            }
            HttpResponse<String> fourth = ask(road, "quick");
            assertThat(model(fourth)).isEqualTo("gpt-b");
            assertThat(model(ask(road, "patient"))).isEqualTo("gpt");
            String id = fourth.headers().firstValue("x-signalbox-request-id").orElseThrow();
            assertThat(road.get("/v1/requests/" + id + "/decision").body())
                    .contains("last resort: " + key + " of ")
                    .contains("\"health\":\"slow\"");
            assertThat(road.get("/metrics").body())
                    .contains("signalbox_sla_missed_total{route=\"quick\",sla=\"" + key + "\",target=\"gpt\"} 1.0")
                    .contains("signalbox_target_first_token_seconds_count{target=\"gpt\"}");
        }
    }

    @Test
    void asksTheSlowOneWhenNobodyElseAnswers() {
        try (TestGateway road = TestGateway.withRoutes("""
                quick: { strategy: priority, targets: [{ model: gpt, sla: { time-per-output-token: 8ms } }, { model: gpt-b, priority: 1 }] }
                """)) {
            road.simulator.pace("sim-gpt", Pace.of(Duration.ofMillis(1), 60));
            road.simulator.script("503:model=sim-gpt-b");
            for (int i = 0; i < 5; i++) {
                assertThat(model(ask(road, "quick"))).isEqualTo("gpt");
            }
        }
    }
}
