package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.KeyDigest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Which rule serves whom, on the whole road. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesRoadTest {
    private static final String CHAT = """
            {"model":"%s","max_tokens":50,"messages":[{"role":"user","content":"Which platform?"}]}""";

    private static final String SEEKER = "sbx_seeker";

    private TestGateway road;

    @BeforeAll
    void start() {
        road = TestGateway.withAll(
                """
                ruled:
                  strategy: rules
                  rules:
                    - { id: clinic, when: { metadata: { team: clinic } }, use: { zone: eu, order: cheapest } }
                    - { when: { tenants: quality, stream: true }, use: [ { model: gpt-b }, { model: gpt-c } ] }
                    - { id: seekers, when: { teams: search }, use: [ { model: gpt-c } ] }
                  otherwise: [ { model: gpt } ]
                strict:
                  strategy: rules
                  rules: [ { when: { tenants: nobody }, use: [ { model: gpt } ] } ]
                """,
                """
                home: { provider: openai, id: sim-home, zone: eu, price: { input: 2, output: 2 } }
                near: { provider: openai, id: sim-near, zone: eu, price: { input: 1, output: 1 } }
                """,
                "  seeker: { key: \"%s\", team: search }\n"
                        .formatted(KeyDigest.of(SEEKER).written()),
                "");
    }

    @AfterAll
    void stop() {
        road.close();
    }

    @BeforeEach
    void reset() {
        road.simulator.script("");
    }

    private HttpResponse<String> chat(String model, String metadata) {
        return road.post(
                "/v1/chat/completions",
                CHAT.formatted(model),
                "authorization",
                "Bearer " + TestGateway.KEY,
                "x-signalbox-metadata",
                metadata);
    }

    private static String model(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-signalbox-model").orElse("nobody");
    }

    @Test
    void theFirstRuleThatFitsServes() {
        assertThat(model(chat("ruled", "{}"))).isEqualTo("gpt");
        assertThat(model(chat("ruled", "{\"team\":\"clinic\"}"))).isEqualTo("near");
        HttpResponse<String> streamed = road.post(
                "/v1/chat/completions", CHAT.formatted("ruled").replace("{\"model", "{\"stream\":true,\"model"));
        assertThat(model(streamed)).isEqualTo("gpt-b");
        assertThat(road.get("/metrics").body())
                .contains("signalbox_route_choices_total{choice=\"clinic\",route=\"ruled\"}");
    }

    @Test
    void aTeamIsKnownByItsKeyAndStandsInTheLedger() {
        String[] key = {"authorization", "Bearer " + SEEKER, "x-signalbox-metadata", "{\"team\":\"sales\"}"};
        HttpResponse<String> answer = road.post("/v1/chat/completions", CHAT.formatted("ruled"), key);
        assertThat(model(answer)).isEqualTo("gpt-c");
        String id = answer.headers().firstValue("x-signalbox-request-id").orElseThrow();
        assertThat(road.get("/v1/requests/" + id, "authorization", "Bearer " + SEEKER)
                        .body())
                .contains("\"team\":\"search\"")
                .contains("\"metadata\":{\"team\":\"sales\"}");
        assertThat(model(chat("ruled", "{\"team\":\"search\"}")))
                .as("metadata make nobody one of the team")
                .isEqualTo("gpt");
    }

    @Test
    void failuresStayInsideTheRule() {
        road.simulator.script("500:model=sim-near,times=9; 500:model=sim-home,times=9");
        HttpResponse<String> failed = chat("ruled", "{\"team\":\"clinic\"}");
        assertThat(failed.statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(model(failed)).isIn("near", "home");
    }

    @Test
    void whatFitsNoRuleIsRefused() {
        HttpResponse<String> answer = chat("strict", "{}");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"no_eligible_target\"").contains("no rule fits this request");
    }
}
