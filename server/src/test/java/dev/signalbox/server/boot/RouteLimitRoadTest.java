package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What callers and operators notice of a route that takes only so much in a minute. */
class RouteLimitRoadTest {
    private static final String BODY = """
            {"model":"main","max_tokens":%d,"messages":[{"role":"user","content":"echo: all is well"}]}""";

    @Test
    void refusesWithTheCallersOwnWordsWhatIsMoreThanItsRequests() {
        try (TestGateway road = TestGateway.withRoutes("""
                main: { strategy: priority, targets: [{ model: gpt }, { model: claude, priority: 1 }], limits: { requests-per-minute: 2 } }
                """)) {
            assertThat(ask(road, 10).statusCode()).isEqualTo(200);
            assertThat(ask(road, 10).statusCode()).isEqualTo(200);

            HttpResponse<String> refused = ask(road, 10);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body())
                    .contains("rate_limit_exceeded", "the route main takes 2 requests a minute, and had them");
            assertThat(Long.parseLong(
                            refused.headers().firstValue("retry-after").orElseThrow()))
                    .isBetween(1L, 61L);
            HttpResponse<String> anthropic = road.post("/v1/messages", BODY.formatted(10));
            assertThat(anthropic.statusCode()).isEqualTo(429);
            assertThat(anthropic.body()).contains("\"type\":\"rate_limit_error\"");
            assertThat(road.post("/v1/chat/completions", BODY.formatted(10).replace("\"main\"", "\"gpt\""))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(road.get("/metrics").body())
                    .contains("signalbox_route_limited_total{limit=\"requests\",route=\"main\"} 2.0");
        }
    }

    @Test
    void givesBackTheTokensThatARequestDidNotUse() {
        try (TestGateway road = TestGateway.withRoutes("""
                main: { strategy: static, targets: [{ model: gpt }], limits: { tokens-per-minute: 1000 } }
                """)) {
            for (int i = 0; i < 5; i++) {
                assertThat(ask(road, 800).statusCode()).isEqualTo(200);
            }
            road.simulator.script("stall:times=1");
            Thread running = Thread.startVirtualThread(() -> ask(road, 800));
            road.simulator.awaitStats(stats -> stats.open() == 1, Duration.ofSeconds(20));

            assertThat(ask(road, 800).statusCode()).isEqualTo(429);
            assertThat(ask(road, 10).statusCode()).isEqualTo(200);
            running.interrupt();
        }
    }

    private static HttpResponse<String> ask(TestGateway road, int most) {
        return road.post("/v1/chat/completions", BODY.formatted(most));
    }
}
