package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A task route over sockets: the prompt decides, and a task's fallback serves what its first target failed. */
class TaskRoadTest {
    private static final String ROUTES = """
            assistant:
              strategy: task
              tasks:
                coding: [ { model: claude }, { model: gpt } ]
                simple: [ { model: gpt-b } ]
              otherwise: [ { model: gpt-c } ]
            """;

    private static String model(TestGateway road, String prompt) {
        HttpResponse<String> answer = road.post("/v1/chat/completions", """
                {"model":"assistant","messages":[{"role":"user","content":"%s"}]}""".formatted(prompt));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("x-signalbox-model").orElse("");
    }

    @Test
    void sendsEachKindOfWorkToItsTargets() {
        try (TestGateway road = TestGateway.withRoutes(ROUTES)) {
            assertThat(model(road, "Implement a queue")).isEqualTo("claude");
            assertThat(model(road, "Good morning")).isEqualTo("gpt-b");
            assertThat(model(road, "A poem, please")).isEqualTo("gpt-c");
            road.simulator.script("500:model=sim-claude");
            assertThat(model(road, "Implement a queue")).isEqualTo("gpt");
            assertThat(road.get("/metrics").body())
                    .contains("signalbox_route_choices_total{choice=\"coding\",route=\"assistant\"} 2.0")
                    .contains("signalbox_route_choices_total{choice=\"otherwise\",route=\"assistant\"} 1.0");
        }
    }

    @Test
    void readsThePromptInEveryDialect() {
        try (TestGateway road = TestGateway.withRoutes(ROUTES)) {
            HttpResponse<String> answer = road.post("/v1/messages", """
                    {"model":"assistant","max_tokens":99,"messages":[{"role":"user","content":"debug this"}]}""");
            assertThat(answer.headers().firstValue("x-signalbox-model")).hasValue("claude");
            answer = road.post("/v1beta/models/assistant:generateContent", """
                    {"contents":[{"role":"user","parts":[{"text":"debug this"}]}]}""");
            assertThat(answer.headers().firstValue("x-signalbox-model")).hasValue("claude");
            answer = road.post("/v1/responses", """
                    {"model":"assistant","store":false,"input":"debug this"}""");
            assertThat(answer.headers().firstValue("x-signalbox-model")).hasValue("claude");
        }
    }
}
