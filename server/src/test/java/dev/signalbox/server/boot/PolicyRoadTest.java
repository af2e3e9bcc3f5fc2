package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.KeyDigest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What metadata and policy do to requests on the whole road. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyRoadTest {
    private static final String CHAT = """
            {"model":"%s","max_tokens":50,"messages":[{"role":"user","content":"Which platform?"}]}""";
    private static final String BOUND = "sbx_bound-key";

    private TestGateway road;

    @BeforeAll
    void start() {
        road = TestGateway.withAll(
                """
                mixed:
                  strategy: priority
                  targets: [{ model: home }, { model: gpt, priority: 1 }]
                matched:
                  strategy: priority
                  targets: [{ model: gpt-b, metadata-match: { team: search } }, { model: gpt-c, priority: 1 }]
                """,
                "home: { provider: openai, id: sim-home, zone: eu }",
                "  bound: { key: \"%s\", zones: [eu], metadata: { team: clinic } }\n"
                        .formatted(KeyDigest.of(BOUND).written()),
                ", region: eu-west, metadata: { environment: live }");
    }

    @AfterAll
    void stop() {
        road.close();
    }

    @BeforeEach
    void reset() {
        road.simulator.script("");
    }

    private HttpResponse<String> chat(String model) {
        return road.post("/v1/chat/completions", CHAT.formatted(model));
    }

    private HttpResponse<String> chat(String model, String header, String value) {
        return post("/v1/chat/completions", model, header, value);
    }

    private HttpResponse<String> post(String path, String model, String header, String value) {
        return road.post(path, CHAT.formatted(model), "authorization", "Bearer " + TestGateway.KEY, header, value);
    }

    private HttpResponse<String> bound(String path, String model) {
        return road.post(path, CHAT.formatted(model), "authorization", "Bearer " + BOUND);
    }

    private static String model(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-signalbox-model").orElse("nobody");
    }

    @Test
    void aTargetServesOnlyTheMetadataThatItNames() {
        assertThat(model(chat("matched", "x-tfy-metadata", "{\"team\":\"search\"}")))
                .isEqualTo("gpt-b");
        assertThat(model(chat("matched", "x-tfy-metadata", "{\"team\":\"sales\"}")))
                .isEqualTo("gpt-c");
        assertThat(model(chat("matched"))).isEqualTo("gpt-c");
    }

    @Test
    void metadataIsKeptAndNotSentOn() {
        HttpResponse<String> answer = chat("gpt", "x-signalbox-metadata", "{\"team\":\"search\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        String id = answer.headers().firstValue("x-signalbox-request-id").orElseThrow();
        assertThat(road.get("/v1/requests/" + id).body())
                .contains("\"metadata\":{\"team\":\"search\",\"environment\":\"live\",\"gateway-region\":\"eu-west\"}");
        assertThat(road.simulator.requests().getLast().headers().keySet().stream()
                        .map(String::toLowerCase))
                .noneMatch(name -> name.contains("metadata"));
    }

    @Test
    void wrongMetadataIsRefusedInTheCallersDialect() {
        HttpResponse<String> answer = chat("gpt", "x-signalbox-metadata", "team=search");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"code\":\"invalid_metadata\"")
                .contains("x-signalbox-metadata: ")
                .contains("expected: a JSON object of strings");
        HttpResponse<String> messages = post("/v1/messages", "gpt", "x-signalbox-metadata", "{\"a\":1}");
        assertThat(messages.statusCode()).isEqualTo(400);
        assertThat(messages.body())
                .contains("\"type\":\"invalid_request_error\"")
                .contains("no string");
    }

    @Test
    void noFailureLeadsACallerOutOfItsZone() {
        assertThat(model(bound("/v1/chat/completions", "mixed"))).isEqualTo("home");
        road.simulator.script("500:model=sim-home,times=20");
        HttpResponse<String> failed = bound("/v1/chat/completions", "mixed");
        assertThat(failed.statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(model(failed)).isEqualTo("home");
        assertThat(model(chat("mixed"))).isEqualTo("gpt");
        for (String path : List.of("/v1/chat/completions", "/v1/messages")) {
            HttpResponse<String> named = bound(path, "gpt");
            assertThat(named.statusCode()).as(path).isEqualTo(403);
            assertThat(named.body()).as(path).contains("a model without a zone (expected for this key: eu)");
        }
    }
}
