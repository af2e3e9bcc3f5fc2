package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simple call for scripts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessTest {
    private TestGateway road;

    @BeforeAll
    void start() {
        road = TestGateway.withRoutes("only: { strategy: static, targets: [{ model: claude }] }");
    }

    @AfterAll
    void stop() {
        road.close();
    }

    private static Json.Obj json(HttpResponse<String> answer) throws JsonProblem {
        return JsonCodec.readObject(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude", "gemini", "resp", "only"})
    void answersWithTheFirstText(String model) throws JsonProblem {
        HttpResponse<String> answer =
                road.post("/v1/process", "{\"prompt\":\"echo: Hello there\",\"model\":\"" + model + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Json.Obj said = json(answer);
        assertThat(said.text("content")).contains("Hello there");
        assertThat(said.text("stop")).contains("end");
        assertThat(said.text("model").orElse("")).startsWith("sim-");
        Json.Obj usage = said.object("usage").orElseThrow();
        assertThat(usage.whole("InputTokens").orElse(0)).isPositive();
        assertThat(usage.whole("OutputTokens").orElse(0)).isPositive();
        assertThat(usage.whole("ThinkingTokens")).as("some think unasked").isPresent();
    }

    @Test
    void theOnlyRouteServesWhoNamesNone() throws JsonProblem {
        HttpResponse<String> answer = road.post("/v1/process", "{\"prompt\":\"echo: Hello\"}");
        assertThat(json(answer).text("model")).contains("sim-claude");
        assertThat(new String(road.simulator.requests().getLast().body(), StandardCharsets.UTF_8))
                .contains("\"max_tokens\":4000");
    }

    @Test
    void thinkingHasItsOwnRoom() throws JsonProblem {
        HttpResponse<String> answer =
                road.post("/v1/process", "{\"prompt\":\"echo: Hello\",\"model\":\"claude\",\"enableThinking\":true}");
        assertThat(new String(road.simulator.requests().getLast().body(), StandardCharsets.UTF_8))
                .contains("\"max_tokens\":14000")
                .contains("\"budget_tokens\":10000");
        assertThat(json(answer).text("content"))
                .as("what was thought stands before it")
                .contains("Hello");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|prompt: missing",
                "{\"prompt\":\" \"}|prompt: empty or no string",
                "{\"prompt\":\"a\",\"stream\":true}|stream: unknown field (expected one of: prompt, system, model,",
                "{\"prompt\":\"a\",\"maxTokens\":0}|maxTokens: no whole number of tokens (expected: 1 to 10000000)",
                "{\"prompt\":\"a\",\"temperature\":2.1}|temperature: no such number (expected: 0 to 2)",
                "{\"prompt\":\"a\",\"topP\":\"1\"}|topP: no such number (expected: 0 to 1)",
                "{\"prompt\":\"a\",\"thinkingBudget\":5}|thinkingBudget: 5 (expected: enableThinking beside it)",
                "{\"prompt\":\"a\",\"enableThinking\":1}|enableThinking: no boolean (expected: true or false)",
                "[]|not a JSON object",
            })
    void saysWhatIsWrong(String body, String told) throws JsonProblem {
        HttpResponse<String> answer = road.post("/v1/process", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).object("error").orElseThrow().text("message").orElse(""))
                .contains(told);
    }

    @Test
    void aModelMustBeNamedWhereThereAreSeveralRoutes() {
        try (TestGateway plain = TestGateway.plain()) {
            HttpResponse<String> answer = plain.post("/v1/process", "{\"prompt\":\"a\"}");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("model: missing (expected: the name of a model or route");
        }
    }
}
