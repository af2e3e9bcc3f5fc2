package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What callers and operators notice of breakers. */
class BreakerRoadTest {
    private static final String ROUTE = """
            main: { strategy: priority, targets: [{ model: gpt }, { model: claude, priority: 1 }] }
            """;

    private static HttpResponse<String> ask(TestGateway road, String model) {
        return road.post("/v1/chat/completions", """
                {"model":"%s","messages":[{"role":"user","content":"echo: all is well"}]}""".formatted(model));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void aTargetLeavesRotationWithTheFailureThatTheRuleNames() {
        try (TestGateway road = TestGateway.with(
                ROUTE,
                ", retry: { attempts: 0 }, breaker: { rules: [{ name: errors, count: 25, statuses: [500-599] }] }")) {
            road.simulator.script("500:model=sim-gpt");
            for (int i = 0; i < 40; i++) {
                HttpResponse<String> answer = ask(road, "main");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(header(answer, "x-signalbox-attempts")).isEqualTo(i < 25 ? "2" : "1");
            }
            assertThat(road.simulator.stats().requests("sim-gpt")).isEqualTo(25);
            assertThat(road.get("/metrics").body())
                    .contains("signalbox_breaker_trips_total{rule=\"errors\",target=\"gpt\"} 1.0")
                    .contains("signalbox_target_state{target=\"gpt\"} 3.0")
                    .contains("signalbox_target_state{target=\"claude\"} 0.0");
        }
    }

    @Test
    void aTargetThatNamedATimeIsNotAskedBeforeEvenIfItIsTheOnlyOne() {
        try (TestGateway road =
                TestGateway.with("", ", breaker: { rules: [{ name: exhausted, count: 1, statuses: [429] }] }")) {
            road.simulator.script("429:retry-after=60,model=sim-gpt");
            assertThat(ask(road, "gpt").statusCode()).isEqualTo(429);
            HttpResponse<String> held = ask(road, "gpt");
            assertThat(held.statusCode()).isEqualTo(503);
            assertThat(held.body()).contains("targets_open").contains("exhausted");
            assertThat(Integer.parseInt(header(held, "retry-after"))).isBetween(50, 60);
            assertThat(header(held, "x-should-retry")).isEmpty();
            assertThat(road.simulator.stats().requests("sim-gpt")).isEqualTo(1);
        }
    }

    @Test
    void aTargetThatFailedWithoutATimeIsStillTheLastResort() {
        try (TestGateway road =
                TestGateway.with("", ", retry: { attempts: 0 }, breaker: { rules: [{ name: errors, count: 1 }] }")) {
            road.simulator.script("500:model=sim-gpt,times=1");
            assertThat(ask(road, "gpt").statusCode()).isEqualTo(500);
            assertThat(ask(road, "gpt").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aProbeBringsATargetBack() {
        try (TestGateway road = TestGateway.with(
                ROUTE, ", retry: { attempts: 0 }, breaker: { rules: [{ name: errors, count: 1, trip: 300ms }] }")) {
            road.simulator.script("500:model=sim-gpt,times=1");
            assertThat(header(ask(road, "main"), "x-signalbox-model")).isEqualTo("claude");
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            Set<String> served = new HashSet<>();
            while (!served.contains("gpt") && System.nanoTime() < deadline) {
                served.add(header(ask(road, "main"), "x-signalbox-model"));
            }
            assertThat(served).contains("gpt");
            assertThat(header(ask(road, "main"), "x-signalbox-model")).isEqualTo("gpt");
            assertThat(road.get("/metrics").body()).contains("signalbox_breaker_resets_total{target=\"gpt\"} 1.0");
        }
    }
}
