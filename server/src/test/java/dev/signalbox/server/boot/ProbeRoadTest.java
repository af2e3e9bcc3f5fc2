package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A whole gateway that asks its targets whether they answer. */
class ProbeRoadTest {
    private static final String ROUTES = """
            main: { strategy: priority, targets: [{ model: gpt }, { model: claude, priority: 1 }] }
            sick: { strategy: static, targets: [{ model: gpt-b }] }
            """;

    private static void await(BooleanSupplier condition, TestGateway road) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(road.get("/metrics").body()).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void tellsOfEveryMemberWhetherItAnswersAndAsksItOnce() {
        try (TestGateway road = TestGateway.withRoutes(ROUTES)) {
            road.simulator.script("401:model=sim-gpt");
            road.simulator.script("429:model=sim-gpt-b");
            HttpResponse<String> deep = road.get("/readyz?deep");
            assertThat(deep.statusCode()).isEqualTo(503);
            assertThat(deep.body())
                    .contains("\"ready\":false")
                    .contains(
                            "{\"name\":\"main\",\"ready\":true,\"members\":[{\"model\":\"gpt\",\"provider\":\"openai\","
                                    + "\"answers\":false,\"error\":\"credential\",\"status\":401},{\"model\":\"claude\"")
                    .contains(
                            "{\"name\":\"sick\",\"ready\":false,\"members\":[{\"model\":\"gpt-b\",\"provider\":\"openai\","
                                    + "\"answers\":false,\"error\":\"rate_limited\",\"status\":429}]}")
                    .doesNotContain(TestGateway.PROVIDER_KEY);
            long requests = road.simulator.stats().requests();
            assertThat(road.get("/readyz?deep").statusCode()).isEqualTo(503);
            assertThat(road.simulator.stats().requests()).isEqualTo(requests);
            assertThat(road.get("/readyz").body()).isEqualTo("ready\n");
            assertThat(road.get("/metrics").body())
                    .contains("signalbox_probes_total{outcome=\"answered\",target=\"claude\"} 1.0")
                    .contains("signalbox_probes_total{outcome=\"failed\",target=\"gpt\"} 1.0")
                    .contains("signalbox_probes_cost_usd_total{model=\"claude\"}")
                    .doesNotContain("signalbox_requests_total");
        }
    }

    @Test
    void tellsNobodyWithoutAKeyAndOthersOnlyWhatTheyMayUse() {
        try (TestGateway road = TestGateway.withRoutes(ROUTES)) {
            assertThat(road.get("/readyz?deep", "accept", "*/*").statusCode()).isEqualTo(401);
            assertThat(road.get("/readyz?deep", "x-api-key", "sbx_wrong").statusCode())
                    .isEqualTo(401);
            assertThat(road.simulator.stats().requests()).isZero();
            HttpResponse<String> other = road.get("/readyz?deep", "x-api-key", TestGateway.OTHER_KEY);
            assertThat(other.statusCode()).as(other.body()).isEqualTo(200);
            assertThat(other.body())
                    .contains("\"routes\":[]")
                    .contains("\"model\":\"gpt\"")
                    .doesNotContain("claude");
            assertThat(road.simulator.stats().requests()).isEqualTo(1);
        }
    }

    @Test
    void isRefusedWhereItIsOff() {
        try (TestGateway road = TestGateway.withServer(", deep-readiness: off", "")) {
            HttpResponse<String> answer = road.get("/readyz?deep");
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("server.deep-readiness");
            assertThat(road.get("/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aProbeBringsATargetBackBeforeAnyCallerTries() {
        String provider = ", breaker: { rules: [{ name: broken, count: 1, trip: 1s }] }, probe: { every: 1s }";
        try (TestGateway road = TestGateway.with(ROUTES, provider)) {
            road.simulator.script("500:model=sim-gpt,times=4");
            HttpResponse<String> answer = road.post(
                    "/v1/chat/completions",
                    "{\"model\":\"main\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
            assertThat(answer.headers().firstValue("x-signalbox-model")).hasValue("claude");
            assertThat(road.get("/metrics").body()).contains("signalbox_target_state{target=\"gpt\"} 3.0");
            await(() -> road.get("/metrics").body().contains("signalbox_target_state{target=\"gpt\"} 0.0"), road);
            assertThat(road.get("/metrics").body())
                    .contains("signalbox_breaker_resets_total{target=\"gpt\"} 1.0")
                    .contains("signalbox_probes_total{outcome=\"answered\",target=\"gpt\"} 1.0")
                    .contains("signalbox_probes_total{outcome=\"failed\",target=\"gpt\"}");
        }
    }
}
