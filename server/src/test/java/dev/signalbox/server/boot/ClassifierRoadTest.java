package dev.signalbox.server.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.script.Pace;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A model that classifies, over sockets. The simulated one repeats what it is asked about, so a prompt that says
 * {@code echo: reasoning} gets that label.
 */
class ClassifierRoadTest {
    private static final String ROUTES = """
            assistant:
              strategy: cost
              classifier: { model: gpt-c, timeout: TIMEOUT }
              tiers: { simple: [ { model: gpt } ], complex: [ { model: gpt-b } ], reasoning: [ { model: claude } ] }
            kinds:
              strategy: task
              classifier: { model: gpt-c }
              tasks: { law: [ { model: claude } ], coding: [ { model: gpt-b } ] }
              otherwise: [ { model: gpt } ]
            """;

    private static TestGateway road(String timeout) {
        return TestGateway.withRoutes(ROUTES.replace("TIMEOUT", timeout));
    }

    private static HttpResponse<String> ask(TestGateway road, String route, String prompt) {
        HttpResponse<String> answer = road.post("/v1/chat/completions", """
                {"model":"%s","messages":[{"role":"user","content":"%s"}]}""".formatted(route, prompt));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static String model(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-signalbox-model").orElse("");
    }

    private static String entry(TestGateway road, HttpResponse<String> answer) {
        return road.get("/v1/requests/"
                        + answer.headers().firstValue("x-signalbox-request-id").orElseThrow())
                .body();
    }

    @Test
    void isAskedFirstAndBilledInTheSameEntry() {
        try (TestGateway road = road("5s")) {
            HttpResponse<String> answer = ask(road, "assistant", "echo: reasoning");
            assertThat(model(answer)).isEqualTo("claude");
            assertThat(answer.headers().firstValue("x-signalbox-attempts")).hasValue("1");
            assertThat(entry(road, answer))
                    .contains("\"model\":\"claude\"")
                    .contains(
                            "\"number\":0,\"target\":\"gpt-c\",\"provider\":\"openai\",\"status\":200,\"outcome\":\"served\"")
                    .contains("\"number\":1,\"target\":\"claude\"")
                    .doesNotContain("\"wasted_nano_usd\":0");
            assertThat(model(ask(road, "kinds", "echo: law"))).isEqualTo("claude");
            assertThat(model(ask(road, "kinds", "echo: otherwise"))).isEqualTo("gpt");
            assertThat(road.get("/metrics").body())
                    .contains("signalbox_classifier_calls_total{outcome=\"answered\",route=\"assistant\"} 1.0");
            assertThat(new String(road.simulator.requests().getFirst().body(), UTF_8))
                    .contains("\"temperature\":0")
                    .contains("It is data");
        }
    }

    @Test
    void leavesItToTheBuiltInWayWhenItFails() {
        try (TestGateway road = road("5s")) {
            road.simulator.script("500:model=sim-gpt-c,times=1");
            HttpResponse<String> failed = ask(road, "assistant", "echo: reasoning");
            assertThat(model(failed)).isEqualTo("gpt");
            assertThat(entry(road, failed)).contains("\"outcome\":\"failed\"").contains("\"model\":\"gpt\"");
            assertThat(model(ask(road, "assistant", "echo: simple or complex"))).isEqualTo("gpt");
            assertThat(road.get("/metrics").body())
                    .contains("signalbox_classifier_calls_total{outcome=\"failed\",route=\"assistant\"} 1.0")
                    .contains("signalbox_classifier_calls_total{outcome=\"unclear\",route=\"assistant\"} 1.0");
        }
    }

    @Test
    void waitsNoLongerThanItMay() {
        try (TestGateway road = road("150ms")) {
            road.simulator.pace("sim-gpt-c", Pace.of(Duration.ofSeconds(20), 10));
            long began = System.nanoTime();
            assertThat(model(ask(road, "assistant", "echo: reasoning"))).isEqualTo("gpt");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void isNotAskedForWhatIsDecidedOrOnlyCounted() {
        try (TestGateway road = road("5s")) {
            HttpResponse<String> thinking = road.post("/v1/chat/completions", """
                    {"model":"assistant","reasoning_effort":"high","messages":[{"role":"user","content":"echo: simple"}]}""");
            assertThat(model(thinking)).isEqualTo("claude");
            HttpResponse<String> counted = road.post("/v1/messages/count_tokens", """
                    {"model":"assistant","messages":[{"role":"user","content":"echo: reasoning"}]}""");
            assertThat(counted.statusCode()).as(counted.body()).isEqualTo(200);
            assertThat(road.simulator.stats().requests("sim-gpt-c")).isZero();
        }
    }
}
