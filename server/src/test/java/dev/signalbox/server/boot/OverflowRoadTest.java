package dev.signalbox.server.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of requests that no target of their route can hold. */
class OverflowRoadTest {
    private static final String LONG = "word ".repeat(1_500); // 1,875 tokens
    private static TestGateway road;

    @BeforeAll
    static void start() {
        road = TestGateway.withModels("""
                strict: { strategy: static, targets: [{ model: short }] }
                grows: { strategy: static, targets: [{ model: short }], on-context-overflow: larger, overflow: [{ model: middle }, { model: long }] }
                cuts: { strategy: static, targets: [{ model: short }], on-context-overflow: truncate }
                abroad: { strategy: static, targets: [{ model: foreign }], on-context-overflow: truncate }
                """, """
                short: { provider: openai, id: sim-short, context: 4k }
                foreign: { provider: claude, id: sim-foreign, context: 4k }
                middle: { provider: openai, id: sim-middle, context: 8k }
                long: { provider: claude, id: sim-long, context: 64k }
                """);
    }

    @AfterAll
    static void stop() {
        road.close();
    }

    private static HttpResponse<String> ask(String model, String messages) {
        return road.post(
                "/v1/chat/completions",
                "{\"model\":\"" + model + "\",\"max_tokens\":200,\"messages\":[" + messages + "]}");
    }

    private static String user(String text) {
        return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
    }

    private static String turn(String text) {
        return user(text) + ",{\"role\":\"assistant\",\"content\":\"" + text + "\"},";
    }

    private static String served(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("x-signalbox-model").orElse("");
    }

    @Test
    void sendsThemToWhomeverStandsBy() {
        assertThat(served(ask("grows", user("hi")))).isEqualTo("short");
        assertThat(served(ask("grows", user(LONG + LONG)))).isEqualTo("middle");
        assertThat(served(ask("grows", user(LONG.repeat(6))))).isEqualTo("long");
        HttpResponse<String> refused = ask("grows", user(LONG.repeat(60)));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("64000 in all, the window of long");
    }

    @ParameterizedTest
    @CsvSource({"cuts, short", "abroad, foreign"})
    void leavesOutTheOldestTurns(String route, String model) {
        String call = "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":"
                + "{\"name\":\"look\",\"arguments\":\"{}\"}}]},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"" + LONG.repeat(3) + "\"},"
                + "{\"role\":\"assistant\",\"content\":\"done\"},";
        HttpResponse<String> answer = ask(
                route,
                "{\"role\":\"system\",\"content\":\"be brief\"}," + turn("oldest") + user("look") + "," + call
                        + turn("recent") + user("echo: the end"));
        assertThat(served(answer)).isEqualTo(model);
        assertThat(answer.body()).contains("the end");
        assertThat(answer.headers().firstValue("x-signalbox-adjustments").orElse(""))
                .contains("messages");
        String sent = new String(road.simulator.requests().getLast().body(), UTF_8);
        assertThat(sent)
                .contains("be brief")
                .contains("recent")
                .doesNotContain("oldest")
                .doesNotContain("word");
    }

    @Test
    void refusesALastTurnThatIsTooLargeByItself() {
        HttpResponse<String> refused = ask("cuts", turn("old") + user(LONG.repeat(4)));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("context_length_exceeded");
        assertThat(ask("strict", user(LONG.repeat(4))).statusCode()).isEqualTo(400);
    }
}
