package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a target makes of requests on their way to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShapingRoadTest {
    private static final String ASKED = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String SHAPED = "parameters: { temperature: 0.25, top-p: 0.5, max-tokens: 33 },"
            + " headers: { set: { X-Own: here, user-agent: house }, remove: [x-not] }";

    private TestGateway road;

    @BeforeAll
    void start() {
        road = TestGateway.with("""
                to-openai: { strategy: static, targets: [ { model: gpt, %1$s } ] }
                to-claude: { strategy: static, targets: [ { model: claude, %1$s } ] }
                to-gemini: { strategy: static, targets: [ { model: gemini-old, %1$s } ] }
                """.formatted(SHAPED), ", headers: { x-own: theirs, x-not: there, x-kept: kept }");
    }

    @AfterAll
    void stop() {
        road.close();
    }

    private Json.Obj sent() throws Exception {
        return JsonCodec.readObject(road.simulator.requests().getLast().body());
    }

    @Test
    void valuesOfTheTargetStandInPlaceOfTheCallers() throws Exception {
        HttpResponse<String> answer = road.post(
                "/v1/chat/completions",
                "{\"model\":\"to-openai\",\"temperature\":1,\"max_completion_tokens\":900," + ASKED);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-signalbox-adjustments").orElse(""))
                .contains("temperature=0.25", "top_p=0.5", "max_completion_tokens=33");
        assertThat(sent().decimal("temperature").orElseThrow()).isEqualByComparingTo("0.25");
        assertThat(sent().decimal("top_p").orElseThrow()).isEqualByComparingTo("0.5");
        assertThat(sent().whole("max_completion_tokens")).hasValue(33);
    }

    @Test
    void theyReachModelsOfOtherDialects() throws Exception {
        assertThat(road.post("/v1/chat/completions", "{\"model\":\"to-claude\"," + ASKED)
                        .statusCode())
                .isEqualTo(200);
        assertThat(sent().whole("max_tokens")).hasValue(33);
        assertThat(sent().decimal("temperature").orElseThrow()).isEqualByComparingTo("0.25");
        assertThat(road.post("/v1/messages", "{\"model\":\"to-gemini\",\"max_tokens\":5," + ASKED)
                        .statusCode())
                .isEqualTo(200);
        assertThat(sent().object("generationConfig").orElseThrow().whole("maxOutputTokens"))
                .hasValue(33);
    }

    @Test
    void theyReachModelsFromTheSimpleCallToo() throws Exception {
        HttpResponse<String> answer =
                road.post("/v1/process", "{\"model\":\"to-claude\",\"prompt\":\"Hi\",\"temperature\":1}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-signalbox-adjustments").orElse(""))
                .contains("temperature=0.25", "topP=0.5", "maxTokens=33");
        assertThat(sent().whole("max_tokens")).hasValue(33);
        assertThat(sent().decimal("temperature").orElseThrow()).isEqualByComparingTo("0.25");
    }

    @Test
    void headerFieldsOfTheTargetStandOverTheProviders() {
        road.post("/v1/chat/completions", "{\"model\":\"to-openai\"," + ASKED);
        Map<String, ?> headers = road.simulator.requests().getLast().headers();
        assertThat(headers.toString().toLowerCase(java.util.Locale.ROOT))
                .contains("x-own=[here]", "user-agent=[house]", "x-kept=[kept]")
                .doesNotContain("x-not", "theirs");
    }

    @Test
    void noCredentialCanBeSet() {
        String yaml = """
                providers: { p: { dialect: openai, key: "${KEY}" } }
                models: { m: { provider: p } }
                routes:
                  r: { strategy: static, targets: [ { model: m, headers: { set: { Authorization: x }, remove: [x-api-key, Host] },
                                                      parameters: { temperature: 3 } } ] }
                """;
        assertThat(Configuration.load("shaping.yaml", yaml, Path.of("."), _ -> "key"))
                .isInstanceOfSatisfying(
                        Loaded.Bad.class,
                        bad -> assertThat(bad.problems())
                                .hasSize(4)
                                .allSatisfy(problem ->
                                        assertThat(problem.toString()).containsAnyOf("headers", "parameters")));
    }
}
