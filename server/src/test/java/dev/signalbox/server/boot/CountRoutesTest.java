package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Which target of a route counts tokens, and what the ledger hears of it. */
class CountRoutesTest {
    private static final String BODY = """
            {"model":"both","messages":[{"role":"user","content":"How long is the platform?"}]}""";

    private static HttpResponse<String> count(TestGateway road, String body, String... headers) {
        return road.post("/v1/messages/count_tokens", body, headers);
    }

    private static String kind(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-signalbox-count").orElse("none");
    }

    private static TestGateway route(String targets) {
        return TestGateway.with(
                "both: { strategy: priority, targets: [" + targets + "] }", ", timeouts: { first-byte: 300ms }");
    }

    @Test
    void theFirstTargetDecides() {
        try (TestGateway road = route("{ model: gpt, priority: 0 }, { model: claude, priority: 1 }")) {
            HttpResponse<String> answer = count(road, BODY);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(kind(answer)).isEqualTo("estimated");
            assertThat(answer.headers().firstValue("x-signalbox-model")).contains("gpt");
            assertThat(road.simulator.stats().requests()).isZero();
        }
    }

    @Test
    void theNextTargetCountsWhenOneFails() {
        try (TestGateway road = route("{ model: claude, priority: 0 }, { model: claude-b, priority: 1 }")) {
            road.simulator.script("429:times=1,model=sim-claude");
            HttpResponse<String> answer = count(road, BODY);
            assertThat(kind(answer)).isEqualTo("exact");
            assertThat(answer.headers().firstValue("x-signalbox-model")).contains("claude-b");
            assertThat(road.simulator.stats().requests()).isEqualTo(2);
        }
    }

    @Test
    void theEstimateComesLast() {
        try (TestGateway road = route("{ model: claude, priority: 0 }, { model: gpt, priority: 1 }")) {
            road.simulator.script("429");
            HttpResponse<String> answer = count(road, BODY);
            assertThat(kind(answer)).isEqualTo("estimated");
            assertThat(answer.headers().firstValue("x-signalbox-model")).contains("claude");
            assertThat(road.simulator.stats().requests()).isEqualTo(1);
            assertThat(road.get("/metrics").body()).contains("why=\"http_429\"");
        }
    }

    @Test
    void aProviderThatIsTooSlowIsNotWaitedFor() {
        try (TestGateway road = TestGateway.withProviders(", timeouts: { first-byte: 200ms }")) {
            road.simulator.script("stall");
            HttpResponse<String> answer = count(road, BODY.replace("both", "claude"));
            assertThat(kind(answer)).isEqualTo("estimated");
            assertThat(road.get("/metrics").body()).contains("why=\"first_byte_timeout\"");
        }
    }

    @Test
    void theLedgerHearsNothingOfIt() {
        try (TestGateway road = TestGateway.plain()) {
            HttpResponse<String> answer = count(road, BODY.replace("both", "claude"));
            String id = answer.headers().firstValue("x-signalbox-request-id").orElseThrow();
            assertThat(road.get("/v1/requests/" + id).statusCode()).isEqualTo(404);
            assertThat(road.get("/metrics").body()).doesNotContain("signalbox_requests_total{");
        }
    }

    @Test
    void strictCallersGetNoFieldOfOurs() {
        try (TestGateway road = TestGateway.plain()) {
            HttpResponse<String> answer = count(
                    road,
                    BODY.replace("both", "gpt"),
                    "authorization",
                    "Bearer " + TestGateway.KEY,
                    "x-signalbox-strict-openai",
                    "true");
            assertThat(answer.body()).matches("\\{\"input_tokens\":\\d+}");
            assertThat(count(road, "{\"model\":\"gpt\"}").statusCode()).isEqualTo(400);
        }
    }
}
