package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
    void isNotToldAgainWithAnAnswerThatIsGivenAgain() {
        try (TestGateway road = TestGateway.plain()) {
            String[] headers = {"authorization", "Bearer " + TestGateway.KEY, "idempotency-key", "once"};
            assertThat(ask(road, false, headers).headers().firstValue("server-timing"))
                    .isPresent();
            HttpResponse<String> again = ask(road, false, headers);
            assertThat(again.headers().firstValue("x-signalbox-idempotent-replay"))
                    .contains("true");
            assertThat(again.headers().firstValue("server-timing")).isEmpty();
        }
    }

    @Test
    void isLeftOutWhereItIsNotWanted() {
        try (TestGateway road = TestGateway.withServer(", server-timing: false", "")) {
            assertThat(ask(road, false).headers().firstValue("server-timing")).isEmpty();
        }
    }
}
