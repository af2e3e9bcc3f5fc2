package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A cost route over sockets: the cheapest tier that will do, and the next higher one when it fails. */
class CostRoadTest {
    private static final String ROUTES = """
            assistant:
              strategy: cost
              tiers: { simple: [ { model: gpt } ], complex: [ { model: gpt-b } ], reasoning: [ { model: claude } ] }
            """;

    private static String model(TestGateway road, String fields, String prompt) {
        HttpResponse<String> answer = road.post("/v1/chat/completions", """
                {%s"model":"assistant","messages":[{"role":"user","content":"%s"}]}""".formatted(fields, prompt));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("x-signalbox-model").orElse("");
    }

    @Test
    void takesTheCheapestTierThatWillDo() {
        try (TestGateway road = TestGateway.withRoutes(ROUTES)) {
            assertThat(model(road, "", "Good morning")).isEqualTo("gpt");
            assertThat(model(road, "\"reasoning_effort\":\"high\",", "Good morning"))
                    .isEqualTo("claude");
            road.simulator.script("500:model=sim-gpt");
            assertThat(model(road, "", "Good morning")).isEqualTo("gpt-b");
            assertThat(road.get("/metrics").body())
                    .contains("signalbox_route_choices_total{choice=\"simple\",route=\"assistant\"} 2.0")
                    .contains("signalbox_route_choices_total{choice=\"reasoning\",route=\"assistant\"} 1.0");
        }
    }
}
