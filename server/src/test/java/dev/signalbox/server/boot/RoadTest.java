package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The road from socket to socket, in both dialects to both providers, with a plain HTTP client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoadTest {
    private TestGateway road;

    @BeforeAll
    void start() {
        road = TestGateway.plain();
    }

    @AfterAll
    void stop() {
        road.close();
    }

    private static String chat(String model, boolean stream) {
        return """
                {"model":"%s","stream":%s,"messages":[{"role":"user","content":"echo: hello road"}]}""".formatted(model, stream);
    }

    private static String message(String model, boolean stream) {
        return """
                {"model":"%s","stream":%s,"max_tokens":100,"messages":[{"role":"user","content":"echo: hello road"}]}""".formatted(model, stream);
    }

    @Test
    void servesAWholeAnswerInTheSameDialect() {
        HttpResponse<String> answer = road.post("/v1/chat/completions", chat("gpt", false));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("hello road").contains("\"chat.completion\"");
        assertThat(answer.headers().firstValue("x-signalbox-model")).contains("gpt");
        assertThat(answer.headers().firstValue("x-signalbox-attempts")).contains("1");
        assertThat(answer.headers().firstValue("x-signalbox-cost-usd")).isPresent();
    }

    @Test
    void translatesAWholeAnswerFromAnthropic() {
        HttpResponse<String> answer = road.post("/v1/chat/completions", chat("claude", false));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("hello road").contains("\"chat.completion\"");
    }

    @Test
    void translatesAWholeAnswerFromOpenAi() {
        HttpResponse<String> answer = road.post("/v1/messages", message("gpt", false));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("hello road").contains("\"type\":\"message\"");
    }

    @Test
    void streamsInTheSameDialect() {
        HttpResponse<String> answer = road.post("/v1/chat/completions", chat("gpt", true));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"hell\"")
                .endsWith("data: [DONE]\n\n")
                .doesNotContain("prompt_tokens");
        HttpResponse<String> other = road.post("/v1/messages", message("claude", true));
        assertThat(other.body()).contains("message_start").contains("message_stop");
    }

    @Test
    void streamsFromOneDialectToTheOther() {
        HttpResponse<String> answer = road.post("/v1/chat/completions", chat("claude", true));
        assertThat(answer.body()).contains("chat.completion.chunk").endsWith("data: [DONE]\n\n");
        HttpResponse<String> other = road.post("/v1/messages", message("gpt", true));
        assertThat(other.body()).contains("message_start").contains("message_stop");
    }

    @Test
    void refusesInTheDialectOfTheCaller() {
        HttpResponse<String> answer =
                road.post("/v1/chat/completions", chat("gpt", false), "authorization", "Bearer nobody");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("invalid_api_key").contains("\"source\":\"gateway\"");
        HttpResponse<String> other = road.post("/v1/messages", message("claude", false), "x-api-key", "nobody");
        assertThat(other.statusCode()).isEqualTo(401);
        assertThat(other.body()).contains("authentication_error");
    }

    @Test
    void takesANameThatNoConfigurationCouldHoldForUnknown() {
        for (String name :
                new String[] {"sim-a b", "sim-\u00e9", "sim-a\\r\\nx: y", "sim-" + "a".repeat(300), "sim-*"}) {
            HttpResponse<String> answer = road.post("/v1/chat/completions", chat(name, false));
            assertThat(answer.statusCode()).as(name).isEqualTo(404);
            assertThat(answer.body()).contains("model_not_found").contains("\"param\":\"model\"");
        }
    }

    @Test
    void refusesSeveralAnswersFromAnotherDialect() {
        String body = chat("claude", false).replaceFirst("\\{", "{\"n\":2,");
        HttpResponse<String> answer = road.post("/v1/chat/completions", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"param\":\"n\"").contains("\"source\":\"gateway\"");
    }

    @Test
    void saysWhatIsNotJsonWithoutTheWordsOfTheParser() {
        for (String body : new String[] {"{\"model\":", "{\"a\":NaN}", "[".repeat(2000), ""}) {
            HttpResponse<String> answer = road.post("/v1/chat/completions", body);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .doesNotContain("Source")
                    .doesNotContain("StreamRead")
                    .doesNotContain("JsonRead");
        }
    }

    @Test
    void doesNotAskWhatTheCallerNeverAsked() {
        HttpResponse<String> answer = road.post("/v1/messages", """
                {"model":"gpt","max_tokens":50,"messages":[{"role":"user","content":[{"type":"alien"}]}]}""");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("messages").contains("\"source\":\"gateway\"");
    }

    @Test
    void carriesLongIdsOfToolCallsToOpenAi() {
        String id = "toolu_" + "a".repeat(60);
        HttpResponse<String> answer = road.post("/v1/messages", """
                {"model":"gpt","max_tokens":50,"tools":[{"name":"look","input_schema":{"type":"object"}}],"messages":[
                 {"role":"user","content":"use the tool"},
                 {"role":"assistant","content":[{"type":"tool_use","id":"%1$s","name":"look","input":{}}]},
                 {"role":"user","content":[{"type":"tool_result","tool_use_id":"%1$s","content":"fine weather"}]}]}""".formatted(id));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("fine weather");
    }
}
