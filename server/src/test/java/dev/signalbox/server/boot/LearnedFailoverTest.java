package dev.signalbox.server.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.log.ReceivedRequest;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What becomes of a learned route's requests when the models that were picked fail. */
@EnabledIf(
        value = "dev.signalbox.server.boot.LearnedModels#areKnown",
        disabledReason = "no trained weights come with this build")
class LearnedFailoverTest {
    private TestGateway road;

    @BeforeEach
    void start() {
        road = TestGateway.with(LearnedModels.route("auto", ""), ", retry: { attempts: 0 }");
    }

    @AfterEach
    void stop() {
        road.close();
    }

    private HttpResponse<String> ask(String fields) {
        return ask(fields, "Foundry-Features", "Other=V1, ModelRouterControls=V1Preview");
    }

    private HttpResponse<String> ask(String fields, String header, String value) {
        return road.post(
                "/v1/chat/completions",
                "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]" + fields + "}",
                "authorization",
                "Bearer " + TestGateway.KEY,
                header,
                value);
    }

    private static Json.Obj router(HttpResponse<String> answer) throws Exception {
        return JsonCodec.readObject(answer.body().getBytes(UTF_8))
                .object("model_selection_details")
                .flatMap(details -> details.object("model_router_details"))
                .orElseThrow();
    }

    private static List<Json.Obj> objects(Json.Obj owner, String field) {
        return owner.items(field).stream().map(Json.Obj.class::cast).toList();
    }

    @Test
    void goesOnWithTheNextAndTellsEveryAttempt() throws Exception {
        road.simulator.script("503:model=sim-gpt,times=9");
        road.simulator.script("503:model=sim-gpt-b,times=9");
        HttpResponse<String> answer = ask("");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-signalbox-model")).contains("claude");
        Json.Obj router = router(answer);
        assertThat(router.text("mode")).contains("balanced");
        Json.Obj trace = objects(router, "routing_trace").getFirst();
        assertThat(trace.whole("latency_ms").orElse(-1)).isNotNegative();
        List<Json.Obj> results = objects(trace, "attempts").stream()
                .map(attempt -> attempt.object("result").orElseThrow())
                .toList();
        assertThat(objects(trace, "attempts").getLast().text("model")).contains("sim-claude");
        assertThat(results.getLast().whole("status")).hasValue(200);
        assertThat(results.subList(0, results.size() - 1)).allSatisfy(failed -> {
            assertThat(failed.whole("status")).hasValue(503);
            assertThat(failed.object("error").orElseThrow().text("code")).contains("http_503");
        });
        assertThat(router.object("session_affinity").orElseThrow().text("decision"))
                .contains("initialize");
    }

    @Test
    void retriesEachModelAsOftenAsItsProviderSaysBeforeTheNext() {
        road.close();
        road = TestGateway.with(LearnedModels.route("auto", ""), "");
        road.simulator.script("503:times=99");
        assertThat(ask("").headers().firstValue("x-signalbox-attempts")).contains("9");
        assertThat(road.simulator.requests())
                .extracting(ReceivedRequest::model)
                .containsOnly("sim-gpt", "sim-gpt-b", "sim-claude")
                .hasSize(9);
        assertThat(ask("", "x-signalbox-retry", "0").headers().firstValue("x-signalbox-attempts"))
                .contains("3");
    }

    @Test
    void neverLeavesTheSubset() {
        for (String model : List.of("sim-gpt", "sim-gpt-b", "sim-claude")) {
            road.simulator.script("503:model=" + model + ",times=9");
        }
        HttpResponse<String> answer = ask(",\"routing_config\":{\"models\":[\"gpt\",\"gpt-b\"]}");
        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(road.simulator.requests()).extracting(ReceivedRequest::model).containsOnly("sim-gpt", "sim-gpt-b");
    }

    @Test
    void remembersAConversationOnlyWhenItWasAnswered() throws Exception {
        road.simulator.script("503:times=9");
        String session = ",\"routing_config\":{\"session_affinity\":{\"session_id\":\"s\"}}";
        assertThat(ask(session).statusCode()).isGreaterThanOrEqualTo(500);
        road.simulator.clearFaults();
        assertThat(router(ask(session)).object("session_affinity").orElseThrow().text("decision"))
                .contains("initialize");
        assertThat(router(ask(session)).object("session_affinity").orElseThrow().text("decision"))
                .isPresent()
                .get()
                .isNotEqualTo("initialize");
    }
}
