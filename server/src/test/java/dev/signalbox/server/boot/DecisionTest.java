package dev.signalbox.server.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the owner of a request can read of why it went where it went. */
class DecisionTest {
    private TestGateway road;

    @BeforeEach
    void start() {
        road = TestGateway.with("""
                main:
                  strategy: priority
                  targets:
                    - { model: gpt }
                    - { model: gpt-b, priority: 1 }
                    - { model: claude, priority: 2, fallback-candidate: false }
                """, ", retry: { attempts: 0 }");
    }

    @AfterEach
    void stop() {
        road.close();
    }

    private HttpResponse<String> ask(String model) {
        return road.post("/v1/chat/completions", """
                {"model":"%s","messages":[{"role":"user","content":"echo: all is well"}]}""".formatted(model));
    }

    private static String id(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-signalbox-request-id").orElseThrow();
    }

    private Json.Obj decision(HttpResponse<String> answer) throws Exception {
        HttpResponse<String> told = road.get("/v1/requests/" + id(answer) + "/decision");
        assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
        return (Json.Obj) JsonCodec.read(told.body().getBytes(UTF_8));
    }

    @Test
    void tellsThePlanAndWhatCameOfIt() throws Exception {
        road.simulator.script("503:model=sim-gpt");
        HttpResponse<String> answer = ask("main");
        Json.Obj decision = decision(answer);

        assertThat(decision.text("object")).contains("request.decision");
        assertThat(decision.text("asked")).contains("main");
        Json.Obj plan = decision.object("plan").orElseThrow();
        assertThat(plan.text("route")).contains("main");
        assertThat(plan.text("strategy")).contains("priority");
        assertThat(plan.items("candidates"))
                .extracting(place -> ((Json.Obj) place).text("target").orElse(""))
                .containsExactly("gpt", "gpt-b");
        Json.Obj first = (Json.Obj) plan.items("candidates").getFirst();
        assertThat(first.text("reason")).contains("priority 0");
        assertThat(first.text("health")).contains("healthy");
        Json.Obj skipped = (Json.Obj) plan.items("skipped").getFirst();
        assertThat(skipped.text("target")).contains("claude");
        assertThat(skipped.text("kind")).contains("no_fallback");

        assertThat(Integer.toString(decision.items("attempts").size()))
                .isEqualTo(answer.headers().firstValue("x-signalbox-attempts").orElse(""));
        Json.Obj failed = (Json.Obj) decision.items("attempts").getFirst();
        assertThat(failed.whole("status")).hasValue(503);
        assertThat(failed.text("outcome")).contains("failed");
        assertThat(decision.text("model")).contains("gpt-b");
        assertThat(decision.text("ended")).contains("complete");
    }

    @Test
    void tellsHowUnhealthyALastResortIs() throws Exception {
        road.simulator.script("503:model=sim-gpt,times=2");
        ask("main");
        ask("main");
        Json.Obj plan = decision(ask("main")).object("plan").orElseThrow();
        Json.Obj last = (Json.Obj) plan.items("candidates").getLast();
        assertThat(last.text("target")).contains("gpt");
        assertThat(last.text("health")).contains("unhealthy");
        assertThat(last.text("reason"))
                .hasValueSatisfying(why -> assertThat(why).contains("last resort: 2 of 2 attempts failed"));
    }

    @Test
    void isToldToNobodyElse() {
        String id = id(ask("main"));
        HttpResponse<String> foreign = road.get("/v1/requests/" + id + "/decision", "x-api-key", TestGateway.OTHER_KEY);
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(road.get("/v1/requests/" + id + "/decision", "x-api-key", "nobody's")
                        .statusCode())
                .isEqualTo(401);
        assertThat(road.get("/v1/requests/unheard-of/decision").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsOfARequestThatCameToNoPlan() throws Exception {
        Json.Obj decision = decision(ask("unheard-of"));
        assertThat(decision.get("plan")).isEqualTo(Json.none());
        assertThat(decision.items("attempts")).isEmpty();
        assertThat(decision.text("failure")).contains("model_not_found");
    }
}
