package dev.signalbox.server.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations on learned routes: tool loops, and those that grow too large. */
@EnabledIf(
        value = "dev.signalbox.server.boot.LearnedModels#areKnown",
        disabledReason = "no trained weights come with this build")
class LearnedConversationsTest {
    private static final String ASKED = "{\"role\":\"user\",\"content\":\"What is the weather in Oslo?\"}";
    private static final String CALLED =
            ASKED + ",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_1\","
                    + "\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\"}\"}}]},"
                    + "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"4 degrees\"}";
    private static final String TOOLS =
            ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":"
                    + "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}}}]";
    private static TestGateway road;

    @BeforeAll
    static void start() {
        String names =
                "known-as: { small: \"%s\", large: \"%s\" }".formatted(LearnedModels.known(0), LearnedModels.known(1));
        road = TestGateway.withModels(
                LearnedModels.route("auto", "")
                        + "short: { strategy: learned, models: [small, large], on-context-overflow: truncate, " + names
                        + " }\n"
                        + "longer: { strategy: learned, models: [small, large], on-context-overflow: larger,"
                        + " overflow: [ { model: huge } ], " + names + " }\n",
                """
                small: { provider: openai, id: sim-small, context: 2k, price: { input: 0.01, output: 0.02 } }
                large: { provider: openai, id: sim-large, context: 4k, price: { input: 10, output: 20 } }
                huge: { provider: openai, id: sim-huge, context: 200k, price: { input: 10, output: 20 } }
                """);
    }

    @AfterAll
    static void stop() {
        road.close();
    }

    @BeforeEach
    void forget() {
        road.simulator.clearFaults();
        road.simulator.reset();
    }

    private static HttpResponse<String> ask(String route, String messages, String fields, String... headers) {
        List<String> all = new ArrayList<>(List.of("authorization", "Bearer " + TestGateway.KEY));
        all.addAll(Arrays.asList(headers));
        HttpResponse<String> answer = road.post(
                "/v1/chat/completions",
                "{\"model\":\"" + route + "\",\"messages\":[" + messages + "]" + fields + "}",
                all.toArray(String[]::new));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static String served(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-signalbox-model").orElseThrow();
    }

    private static Json.Obj selection(HttpResponse<String> answer) {
        String id = answer.headers().firstValue("x-signalbox-request-id").orElseThrow();
        String told = road.get("/v1/requests/" + id + "/decision").body();
        try {
            return JsonCodec.readObject(told.getBytes(UTF_8))
                    .object("plan")
                    .flatMap(plan -> plan.object("model_selection"))
                    .orElseThrow();
        } catch (JsonProblem e) {
            throw new AssertionError(told, e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "gpt-b", "claude"})
    void staysInAToolLoopWithTheModelThatThinks(String model) {
        String[] session = {"x-ms-session-id", "loop-" + model};
        ask("auto", ASKED, TOOLS + ",\"routing_config\":{\"models\":[\"" + model + "\"]}", session);

        HttpResponse<String> next = ask("auto", CALLED, TOOLS + ",\"reasoning_effort\":\"low\"", session);

        assertThat(served(next)).isEqualTo(model);
        Json.Obj affinity = selection(next).object("session_affinity").orElseThrow();
        assertThat(affinity.text("decision")).contains("retain");
        assertThat(affinity.text("source")).contains("header");
        assertThat(affinity.text("reason").orElse("")).containsAnyOf("thoughts", "first anyway");
    }

    @Test
    void shiftsTheModeInToolTurnsUnlessTheRequestNamesOne() {
        Json.Obj trivial = selection(ask("auto", CALLED, TOOLS));
        assertThat(trivial.text("mode")).contains("cost");
        assertThat(trivial.text("mode_from")).contains("trivial tool turn");
        Json.Obj named = selection(ask("auto", CALLED, TOOLS + ",\"routing_config\":{\"mode\":\"quality\"}"));
        assertThat(named.text("mode")).contains("quality");
        assertThat(named.text("mode_from")).contains("request");
    }

    private static String grown(int turns) {
        StringBuilder messages = new StringBuilder();
        for (int i = 0; i < turns; i++) {
            messages.append("{\"role\":\"user\",\"content\":\"")
                    .append("word ".repeat(600))
                    .append("\"},{\"role\":\"assistant\",\"content\":\"Yes.\"},");
        }
        return messages + "{\"role\":\"user\",\"content\":\"Name a river.\"}";
    }

    @Test
    void leavesOutTheOldestTurnsWhereThatIsWanted() {
        HttpResponse<String> answer =
                ask("short", grown(20), ",\"max_tokens\":50,\"routing_config\":{\"mode\":\"balanced\"}");

        assertThat(served(answer)).isIn("small", "large");
        assertThat(answer.headers().firstValue("x-signalbox-adjustments").orElse(""))
                .contains("messages");
        assertThat(road.simulator.requests().getLast().bodyText())
                .contains("Name a river.")
                .doesNotContain("routing_config")
                .hasSizeLessThan(20 * 600 * 5);
    }

    @Test
    void asksThoseThatStandByForWhatNobodyElseHolds() {
        HttpResponse<String> answer = ask("longer", grown(20), ",\"max_tokens\":50");
        assertThat(served(answer)).isEqualTo("huge");
        assertThat(served(ask("longer", "{\"role\":\"user\",\"content\":\"Hi\"}", "")))
                .isIn("small", "large");
    }
}
