package dev.signalbox.server.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers can tell of the answers that they got. */
class FeedbackRoadTest {
    private TestGateway road;

    @BeforeEach
    void start() {
        road = TestGateway.withRoutes("main: { strategy: static, targets: [{ model: gpt }] }");
    }

    @AfterEach
    void stop() {
        road.close();
    }

    private String answered() {
        HttpResponse<String> answer = road.post(
                "/v1/chat/completions",
                "{\"model\":\"main\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("x-signalbox-request-id").orElseThrow();
    }

    private HttpResponse<String> tell(String id, String more, String... headers) {
        return road.post("/v1/feedback", "{\"request_id\":\"" + id + "\"," + more + "}", headers);
    }

    private Json.Obj shown(String id) throws Exception {
        return JsonCodec.readObject(road.get("/v1/requests/" + id).body().getBytes(UTF_8));
    }

    @Test
    void isKeptWithItsRequestAndCounted() throws Exception {
        String id = answered();
        assertThat(shown(id).object("feedback")).isEmpty();
        HttpResponse<String> first = tell(id, "\"thumbs\":\"down\",\"labels\":[\"slow\"],\"comment\":\"my secret\"");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(first.body()).contains("\"comment_kept\":false").doesNotContain("secret");
        assertThat(tell(id, "\"score\":0.75").statusCode()).isEqualTo(200);
        assertThat(tell(id, "\"score\":0.75").statusCode()).isEqualTo(200);

        Json.Obj feedback = shown(id).object("feedback").orElseThrow();
        assertThat(feedback.decimal("score").orElseThrow()).isEqualByComparingTo("0.75");
        assertThat(feedback.items("before"))
                .singleElement()
                .satisfies(before -> assertThat(
                                ((Json.Obj) before).decimal("score").orElseThrow())
                        .isEqualByComparingTo("0"));
        assertThat(road.get("/v1/requests/" + id).body()).doesNotContain("secret");
        assertThat(road.get("/metrics").body().lines())
                .contains(
                        "signalbox_feedback_total{model=\"gpt\",route=\"main\"} 2.0",
                        "signalbox_feedback_score_total{model=\"gpt\",route=\"main\"} 0.75");
    }

    @Test
    void isTakenFromNobodyElse() {
        String id = answered();
        HttpResponse<String> foreign = tell(id, "\"score\":1", "x-api-key", TestGateway.OTHER_KEY);
        HttpResponse<String> unknown = tell("unheard-of", "\"score\":1", "x-api-key", TestGateway.OTHER_KEY);
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(masked(foreign)).isEqualTo(masked(unknown));
        assertThat(tell(id, "\"score\":1", "x-api-key", "nobody's").statusCode())
                .isEqualTo(401);
    }

    private static String masked(HttpResponse<String> answer) {
        return answer.body()
                .replace(answer.headers().firstValue("x-signalbox-request-id").orElseThrow(), "ID");
    }

    @Test
    void isRefusedInTheWordsOfItsCaller() {
        HttpResponse<String> openAi = tell("r", "\"score\":2");
        assertThat(openAi.statusCode()).isEqualTo(400);
        assertThat(openAi.body()).contains("score: not such a number (expected: 0 to 1)", "\"invalid_feedback\"");
        HttpResponse<String> anthropic =
                tell("r", "\"score\":2", "anthropic-version", "2023-06-01", "x-api-key", TestGateway.KEY);
        assertThat(anthropic.statusCode()).isEqualTo(400);
        assertThat(anthropic.body()).startsWith("{\"type\":\"error\"");
        assertThat(tell("r", "\"score\":1,\"comment\":\"" + "c".repeat(40_000) + '"')
                        .statusCode())
                .isEqualTo(413);
    }
}
