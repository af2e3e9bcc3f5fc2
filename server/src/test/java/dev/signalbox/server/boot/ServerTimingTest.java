package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answers tell of where their time went. */
class ServerTimingTest {
    private static HttpResponse<String> ask(TestGateway road, boolean stream, String... headers) {
        return road.post("/v1/chat/completions", """
                {"model":"gpt","stream":%s,"messages":[{"role":"user","content":"echo: all is well"}]}""".formatted(stream), headers);
    }

    private static Map<String, Double> timing(HttpResponse<String> answer) {
        Map<String, Double> timing = new LinkedHashMap<>();
        String field = answer.headers().firstValue("server-timing").orElseThrow();
        for (String metric : field.split(", ")) {
            String[] parts = metric.split(";dur=");
            timing.put(parts[0], Double.valueOf(parts[1]));
        }
        return timing;
    }

    @Test
    void namesEveryStageAndAddsUp() {
        try (TestGateway road = TestGateway.withProviders(", retry: { attempts: 1, delay: 30ms }")) {
            for (boolean stream : new boolean[] {false, true}) {
                road.simulator.script("503:model=sim-gpt,times=1");
                Map<String, Double> timing = timing(ask(road, stream));
                assertThat(timing.keySet())
                        .containsExactly(
                                "auth",
                                "catalogue",
                                "idempotency",
                                "routing",
                                "dispatch",
                                "provider",
                                "gateway",
                                "total");
                assertThat(timing.values()).allMatch(millis -> millis >= 0);
                assertThat(timing.get("provider") + timing.get("gateway"))
                        .isBetween(timing.get("total") - 0.002, timing.get("total") + 0.002);
                assertThat(timing.get("provider")).isPositive().isLessThanOrEqualTo(timing.get("dispatch") + 0.002);
                assertThat(timing.get("dispatch")).isLessThanOrEqualTo(timing.get("total"));
            }
        }
    }

    @Test
    void isTheRepetitionsOwnWhereAnAnswerIsGivenAgain() {
        try (TestGateway road = TestGateway.plain()) {
            String[] headers = {"authorization", "Bearer " + TestGateway.KEY, "idempotency-key", "once"};
            road.simulator.script("slow-head:delay=300ms,model=sim-gpt,times=1");
            double first = timing(ask(road, false, headers)).get("total");
            assertThat(first).isGreaterThan(250);
            HttpResponse<String> again = ask(road, false, headers);
            assertThat(again.headers().firstValue("x-signalbox-idempotent-replay"))
                    .contains("true");
            assertThat(again.headers().allValues("server-timing")).hasSize(1);
            assertThat(timing(again).keySet())
                    .containsExactly("auth", "catalogue", "idempotency", "provider", "gateway", "total");
            assertThat(timing(again).get("provider")).isZero();
            assertThat(timing(again).get("total")).isLessThan(first);
        }
    }

    /** A path, a body that goes through, and one that cannot be read. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/chat/completions | {"model":"gpt","messages":[{"role":"user","content":"hi"}]}
            /v1/messages | {"model":"gpt","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}
            /v1/responses | {"model":"gpt","input":"hi"}
            /v1beta/models/gpt:generateContent | {"contents":[{"role":"user","parts":[{"text":"hi"}]}]}
            /v1beta/models/gpt:streamGenerateContent | {"contents":[{"role":"user","parts":[{"text":"hi"}]}]}
            /openai/deployments/gpt/chat/completions?api-version=2024-10-21 | {"messages":[{"role":"user","content":"hi"}]}
            """)
    void isToldWithErrorsInEveryDialect(String path, String body) {
        try (TestGateway road = TestGateway.withProviders(", retry: { attempts: 0 }")) {
            road.simulator.script("503:model=sim-gpt");
            Map<String, Double> failed = timing(road.post(path, body));
            assertThat(failed.keySet())
                    .containsExactly(
                            "auth", "catalogue", "idempotency", "routing", "dispatch", "provider", "gateway", "total");
            assertThat(failed.get("provider")).isPositive();
            HttpResponse<String> stranger = road.post(path, body, "x-api-key", "nobody's");
            assertThat(stranger.statusCode()).isEqualTo(401);
            assertThat(timing(stranger).keySet()).containsExactly("auth", "provider", "gateway", "total");
            assertThat(timing(stranger).get("provider")).isZero();
            HttpResponse<String> garbage = road.post(path, "{");
            assertThat(garbage.statusCode()).isEqualTo(400);
            assertThat(timing(garbage).keySet()).containsExactly("provider", "gateway", "total");
            assertThat(timing(garbage).get("total")).isPositive();
        }
    }

    @Test
    void isLeftOutWhereItIsNotWanted() {
        try (TestGateway road = TestGateway.withServer(", server-timing: false", "")) {
            assertThat(ask(road, false).headers().firstValue("server-timing")).isEmpty();
            HttpResponse<String> garbage = road.post("/v1/chat/completions", "{");
            assertThat(garbage.headers().firstValue("server-timing")).isEmpty();
        }
    }
}
